-- What was judged of each incident, of its issues and of its fixes.
with concerned as (

    select incident_id, incident_id as subject_id from incidents
    union
    select incident_id, unnest(issue_ids) as subject_id from incidents
    union
    select incident_id, unnest(fix_pull_request_ids) as subject_id from incidents

)

select
    concerned.incident_id,
    policy_results.policy_id,
    policy_totals.title as policy_title,
    policy_results.subject_id,
    policy_results.outcome,
    policy_results.observed,
    policy_results.reason

from concerned
inner join policy_results using (subject_id)
left join policy_totals on policy_results.policy_id = policy_totals.policy_id
where policy_results.outcome <> 'not_applicable'
order by
    concerned.incident_id,
    case policy_results.outcome when 'fail' then 1 when 'unknown' then 2 else 3 end,
    policy_results.policy_id,
    policy_results.subject_id
