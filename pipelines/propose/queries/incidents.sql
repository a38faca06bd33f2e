-- Incidents without an issue, and those whose issue lacks what a policy asks for.
with broken as (

    select
        policy_results.subject_id as incident_id,
        list(
            {
                'observed': policy_results.observed,
                'quote': clauses.quote,
                'path': clauses.path,
                'line': clauses.line,
                'labels': json_extract_string(policies.parameters, '$.labels[*]')
            }
            order by policies.policy_id
        ) as rules

    from policy_results
    inner join policies using (policy_id, version)
    left join policy_clauses as clauses using (clause_id)
    where
        policy_results.outcome = 'fail'
        and split_part(policies.policy_id, ':', 2)
        in ('incident_issue', 'incident_issue_opened')
    group by policy_results.subject_id

)

select
    incidents.incident_id,
    incidents.repository_id,
    repositories.source,
    repositories.url as repository_url,
    incidents.title,
    incidents.severity,
    incidents.occurred_on,
    incidents.started_at,
    incidents.restored_at,
    incidents.minutes_to_restore,
    incidents.issue_ids,
    incidents.cause_pull_request_ids,
    incidents.fix_pull_request_ids,
    incidents.postmortem_status,
    incidents.log_path,
    incidents.log_line,
    incidents.url,
    incidents.has_incident_issue,
    coalesce(broken.rules, []) as rules

from incidents
inner join repositories using (repository_id)
left join broken using (incident_id)
where not incidents.has_incident_issue or broken.incident_id is not null
order by incidents.occurred_on nulls last, incidents.incident_id
