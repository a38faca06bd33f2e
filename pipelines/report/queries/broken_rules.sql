-- Where the practice departs from the documents: one row per rule that is broken.
select
    policy_totals.*,
    whole_clauses.path,
    whole_clauses.line,
    whole_clauses.commit_sha,
    whole_clauses.quote,
    policy_examples.broken_by,
    policy_examples.worst_severity

from policy_totals
inner join whole_clauses using (clause_id)
inner join policy_examples on policy_totals.policy_id = policy_examples.policy_id
where policy_totals.fail_count > 0
order by
    case policy_totals.strength when 'must' then 1 when 'should' then 2 else 3 end,
    policy_totals.conformance_rate,
    policy_totals.fail_count desc,
    policy_totals.policy_id
