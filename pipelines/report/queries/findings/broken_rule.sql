-- A rule that its documents state and that records break.
select
    'broken_rule' as kind,
    policy_totals.theme,
    policy_totals.policy_id as finding_key,
    broken_versions.fail_count as numerator,
    broken_versions.of_count as denominator,
    broken_versions.unknown_count,
    broken_versions.effective_to as in_force_until,
    policy_totals.strength,
    policy_examples.worst_severity,
    true as is_contradicting,
    policy_totals.title,
    whole_clauses.quote,
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
    ] as documented,
    policy_examples.broken_by as observed

from broken_versions
inner join policy_totals on broken_versions.policy_id = policy_totals.policy_id
inner join whole_clauses on broken_versions.clause_id = whole_clauses.clause_id
inner join policy_examples
    on
        broken_versions.policy_id = policy_examples.policy_id
        and broken_versions.version = policy_examples.version
where policy_totals.is_in_force
