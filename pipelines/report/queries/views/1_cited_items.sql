-- Every issue and pull request with the place where a reader finds it.
select
    issue_id as item_id,
    repository_id,
    'issue' as item_kind,
    number,
    title,
    state,
    url,
    path,
    line,
    created_at,
    greatest(created_at, closed_at) as last_event_at

from issues

union all

select
    pull_request_id as item_id,
    repository_id,
    'pull_request' as item_kind,
    number,
    title,
    state,
    url,
    path,
    line,
    created_at,
    greatest(created_at, merged_at, closed_at) as last_event_at

from pull_requests
