-- Every clause in force, those that no policy covers first.
with covering as (

    select
        clause_id,
        list_sort(list(policy_id) filter (where policy_id is not null)) as policy_ids,
        coalesce(sum(pass_count), 0)::bigint as pass_count,
        coalesce(sum(fail_count), 0)::bigint as fail_count,
        coalesce(sum(unknown_count), 0)::bigint as unknown_count

    from rules
    group by clause_id

)

select
    covering.*,
    whole_clauses.repository_id,
    whole_clauses.path,
    whole_clauses.line,
    whole_clauses.commit_sha,
    whole_clauses.quote,
    whole_clauses.modal,
    whole_clauses.topic,
    whole_clauses.is_undecided,
    whole_clauses.effective_from

from covering
inner join whole_clauses using (clause_id)
order by
    coalesce(len(covering.policy_ids), 0) > 0,
    case whole_clauses.modal when 'must' then 1 when 'should' then 2 else 3 end,
    whole_clauses.topic,
    whole_clauses.repository_id,
    whole_clauses.path,
    whole_clauses.line,
    covering.clause_id
