-- Changes of the period that went round the gate, with what was recorded of it.
select
    merge_override_id,
    repository_id,
    coalesce(pull_request_id, commit_sha) as change_id,
    kind,
    is_confirmed,
    merged_at,
    merged_by_id,
    is_hotfix,
    incident_id,
    has_recorded_reason,
    reason_quote,
    has_follow_up,
    array_to_string(follow_up_ids, ', ') as follow_up_ids,
    url

from merge_overrides
where merged_at >= $from_at and merged_at < $until_at
order by merged_at, merge_override_id
