-- One row per broken rule and record, the gravest subjects and the newest first.
with fixes as (

    select
        unnest(fix_pull_request_ids) as pull_request_id,
        severity

    from incidents

),

fixed as (

    select
        pull_request_id,
        min(severity) as severity

    from fixes
    group by pull_request_id

),

failures as (

    select
        policy_results.policy_id,
        policy_results.version,
        policy_results.subject_id,
        policy_results.observed,
        policy_results.evidence_url,
        policy_results.repository_id,
        policy_results.path,
        policy_results.line,
        policy_results.decided_at,
        coalesce(issues.severity, incidents.severity, fixed.severity) as severity

    from policy_results
    left join issues on policy_results.subject_id = issues.issue_id
    left join incidents on policy_results.subject_id = incidents.incident_id
    left join fixed on policy_results.subject_id = fixed.pull_request_id
    where policy_results.outcome = 'fail'

)

select
    *,
    row_number() over (
        partition by policy_id, version
        order by severity nulls last, decided_at desc nulls last, subject_id
    ) as rank_in_version

from failures
