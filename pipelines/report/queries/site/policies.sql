-- The register: each policy with the sentence that states it now, and its verdicts.
with versions as (

    select
        policy_id,
        count(*) as version_count,
        min(effective_from) as first_in_force_at

    from policies
    group by policy_id

),

ordered as (

    select
        runs.run_id,
        row_number() over (order by runs.started_at desc, runs.run_id desc) as age

    from runs

),

before as (

    select
        policy_conformance.policy_id,
        policy_conformance.conformance_rate

    from policy_conformance
    inner join ordered using (run_id)
    where ordered.age = 2

)

select
    policy_totals.*,
    policies.mart,
    policies.expectation,
    policies.severity,
    policies.origin,
    policies.switched_off_reason,
    cast(policies.parameters as varchar) as parameters,
    policies.effective_from,
    policies.effective_to,
    versions.version_count,
    versions.first_in_force_at,
    before.conformance_rate as conformance_rate_before,
    whole_clauses.path,
    whole_clauses.line,
    whole_clauses.commit_sha,
    whole_clauses.is_undecided,
    whole_clauses.quote as whole_quote,
    policy_clauses.quote,
    policy_clauses.context,
    policy_clauses.heading,
    policy_clauses.modal,
    case
        when policy_totals.fail_count > 0 then 'broken'
        when policy_totals.pass_count > 0 then 'kept'
        when policy_totals.unknown_count > 0 then 'unknown'
        else 'idle'
    end as standing

from policy_totals
inner join policies
    on
        policy_totals.policy_id = policies.policy_id
        and policy_totals.version = policies.version
inner join versions on policy_totals.policy_id = versions.policy_id
left join before on policy_totals.policy_id = before.policy_id
left join whole_clauses on policy_totals.clause_id = whole_clauses.clause_id
left join policy_clauses on policy_totals.clause_id = policy_clauses.clause_id
order by
    policy_totals.fail_count = 0,
    policy_totals.conformance_rate nulls last,
    policy_totals.fail_count desc,
    policy_totals.judged_count desc,
    policy_totals.unknown_count desc,
    policy_totals.policy_id
