-- Every merged pull request with who approved and merged it, those without approval first.
select
    pull_request_id,
    repository_id,
    title,
    merged_at,
    author_id,
    merged_by_id,
    is_self_merged,
    approval_count,
    approved_by_ids,
    checks_state,
    linked_issue_ids,
    case
        when approval_count is null then 'unknown'
        when approval_count = 0 then 'none'
        else 'approved'
    end as approval

from pull_requests
where state = 'merged'
order by
    case when approval_count = 0 then 1 when approval_count is null then 2 else 3 end,
    merged_at desc nulls last,
    pull_request_id
