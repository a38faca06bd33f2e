-- A rule that most records break: enforce it or reword it.
select
    'broken_rule' as kind,
    case policy_totals.strength when 'must' then 1 else 3 end as priority,
    policy_totals.policy_id as recommendation_key,
    policy_totals.pass_count,
    policy_totals.fail_count,
    policy_totals.judged_count,
    policy_totals.unknown_count,
    policy_totals.pass_count = 0 as is_never_kept,
    [
        citation(
            null,
            null,
            whole_clauses.repository_id,
            whole_clauses.path,
            whole_clauses.line,
            whole_clauses.commit_sha,
            whole_clauses.quote
        )
    ] as citations

from policy_totals
inner join whole_clauses using (clause_id)
where
    policy_totals.is_in_force
    and policy_totals.fail_count > 0
    and policy_totals.fail_count >= policy_totals.pass_count
