-- Every version of every policy: its sentence, its period, and the verdicts under it.
select
    policies.policy_id,
    policies.version,
    policies.repository_id,
    policies.strength,
    policies.effective_from,
    policies.effective_to,
    policies.expectation,
    cast(policies.parameters as varchar) as parameters,
    whole_clauses.path,
    whole_clauses.line,
    whole_clauses.commit_sha,
    whole_clauses.quote,
    coalesce(verdict_counts.pass_count, 0) as pass_count,
    coalesce(verdict_counts.fail_count, 0) as fail_count,
    coalesce(verdict_counts.unknown_count, 0) as unknown_count

from policies
left join whole_clauses using (clause_id)
left join verdict_counts
    on
        policies.policy_id = verdict_counts.policy_id
        and policies.version = verdict_counts.version
order by policies.policy_id, policies.version desc
