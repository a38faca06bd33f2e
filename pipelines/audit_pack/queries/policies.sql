-- The rules that were in force in the period, each with the sentence that states it.
select
    policies.policy_id,
    policies.version,
    policies.repository_id,
    policies.title,
    policies.strength,
    policies.effective_from,
    policies.effective_to,
    policies.origin,
    cast(policies.parameters as varchar) as parameters,
    policies.not_testable_reason,
    clauses.context,
    clauses.quote,
    clauses.path,
    clauses.line,
    clauses.commit_sha,
    clauses.url

from policies
left join policy_clauses as clauses using (clause_id)
where
    coalesce(policies.effective_from, $from_at) < $until_at
    and coalesce(policies.effective_to, $until_at) > $from_at
order by policies.policy_id, policies.version
