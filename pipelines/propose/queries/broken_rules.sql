-- Rules in force that were broken, with what was found.
with counted as (

    select
        policy_id,
        version,
        count(*) filter (where outcome = 'pass') as pass_count,
        count(*) filter (where outcome = 'fail') as fail_count,
        count(*) filter (where outcome = 'unknown') as unknown_count,
        min(decided_at) filter (where outcome in ('pass', 'fail')) as first_decided_at,
        list(
            {
                'subject_id': subject_id,
                'observed': observed,
                'url': evidence_url,
                'path': path,
                'line': line
            }
            order by decided_at desc nulls last, subject_id
        ) filter (where outcome = 'fail') as violations

    from policy_results
    group by policy_id, version

)

select
    policies.policy_id,
    policies.version,
    policies.repository_id,
    repositories.default_branch,
    policies.title,
    policies.topic,
    policies.strength,
    cast(policies.parameters as varchar) as parameters,
    trim(concat_ws(' ', nullif(clauses.context, ''), clauses.quote)) as quote,
    clauses.path,
    clauses.line,
    clauses.url,
    counted.pass_count,
    counted.fail_count,
    counted.unknown_count,
    counted.first_decided_at,
    counted.violations

from policies
inner join counted using (policy_id, version)
inner join repositories using (repository_id)
left join policy_clauses as clauses using (clause_id)
where policies.effective_to is null and counted.fail_count > 0
order by policies.repository_id, counted.fail_count desc, policies.policy_id
