-- Items that carry a variant now.
select
    label_usage.repository_id,
    label_usage.label,
    label_usage.item_id,
    coalesce(issues.number, pull_requests.number) as number,
    pull_requests.pull_request_id is not null as is_pull_request

from label_usage
left join issues on label_usage.item_id = issues.issue_id
left join pull_requests on label_usage.item_id = pull_requests.pull_request_id
where label_usage.is_carried and not label_usage.is_canonical
order by label_usage.repository_id, label_usage.label, number
