-- Every sentence that states a policy, newest first: also those that only repeat it.
with stated as (

    select
        clause_id,
        repository_id,
        path,
        line,
        commit_sha,
        quote,
        modal,
        effective_from,
        effective_to,
        unnest(
            list_distinct(
                list_append(coalesce(policy_ids, []), policy_id)
            )
        ) as policy_id

    from whole_clauses

)

select *
from stated
where policy_id is not null
order by
    policy_id,
    effective_to is not null,
    effective_to desc,
    effective_from desc nulls last,
    path,
    line,
    clause_id
