-- A rule that most records break: enforce it or reword it.
select
    'broken_rule' as kind,
    case policy_totals.strength when 'must' then 1 else 3 end as priority,
    policy_totals.policy_id as recommendation_key,
    broken_versions.pass_count,
    broken_versions.fail_count,
    broken_versions.of_count,
    broken_versions.unknown_count,
    broken_versions.is_one_sided,
    broken_versions.pass_count = 0 as is_never_kept,
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

from broken_versions
inner join policy_totals
    on
        broken_versions.policy_id = policy_totals.policy_id
        and broken_versions.version = policy_totals.version
inner join whole_clauses on broken_versions.clause_id = whole_clauses.clause_id
where
    policy_totals.is_in_force
    and 2 * broken_versions.fail_count >= broken_versions.of_count
