-- Merged pull requests counted by who is known to have approved and merged them.
select
    count(*) as merged_count,
    count(*) filter (where approval_count > 0) as approved_count,
    count(approval_count) as known_count,
    count(*) - count(approval_count) as unknown_count,
    count(*) filter (where is_self_merged) as self_merged_count,
    count(is_self_merged) as self_merged_known_count,
    count(*) - count(is_self_merged) as self_merged_unknown_count,
    count(*) filter (where len(linked_issue_ids) > 0) as linked_count

from pull_requests
where state = 'merged'
