-- Every version of every policy: its sentence, its period, and the verdicts under it.
with verdicts as (

    select
        policy_id,
        version,
        count(*) filter (where outcome = 'pass') as pass_count,
        count(*) filter (where outcome = 'fail') as fail_count,
        count(*) filter (where outcome = 'unknown') as unknown_count

    from policy_results
    group by policy_id, version

)

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
    coalesce(verdicts.pass_count, 0) as pass_count,
    coalesce(verdicts.fail_count, 0) as fail_count,
    coalesce(verdicts.unknown_count, 0) as unknown_count

from policies
left join whole_clauses using (clause_id)
left join verdicts
    on policies.policy_id = verdicts.policy_id and policies.version = verdicts.version
order by policies.policy_id, policies.version desc
