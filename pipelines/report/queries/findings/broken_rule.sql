-- A rule that its documents state and that records break.
select
    'broken_rule' as kind,
    policy_totals.theme,
    policy_totals.policy_id as finding_key,
    policy_totals.fail_count as numerator,
    policy_totals.judged_count as denominator,
    policy_totals.unknown_count,
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

from policy_totals
inner join whole_clauses using (clause_id)
inner join policy_examples on policy_totals.policy_id = policy_examples.policy_id
where policy_totals.is_in_force
