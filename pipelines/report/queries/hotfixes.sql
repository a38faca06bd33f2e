-- Changes called a hotfix or named as the fix of an incident.
with fixes as (

    select
        unnest(fix_pull_request_ids) as pull_request_id,
        incident_id

    from incidents

),

fixed as (

    select
        pull_request_id,
        list_sort(list(incident_id)) as incident_ids

    from fixes
    group by pull_request_id

)

select
    pull_requests.pull_request_id,
    pull_requests.title,
    pull_requests.state,
    pull_requests.base_branch,
    pull_requests.default_branch,
    pull_requests.base_branch <> pull_requests.default_branch as is_off_default_branch,
    pull_requests.checks_state,
    pull_requests.checks_as_written,
    pull_requests.approval_count,
    pull_requests.is_hotfix,
    coalesce(fixed.incident_ids, []) as incident_ids

from pull_requests
left join fixed using (pull_request_id)
where pull_requests.is_hotfix or fixed.pull_request_id is not null
order by
    fixed.pull_request_id is null,
    pull_requests.merged_at desc nulls last,
    pull_requests.repository_id,
    pull_requests.number
