-- Changes that went round the gate: one row per change, with the ways it did.
select
    coalesce(pull_request_id, commit_sha, merge_override_id) as change_id,
    any_value(pull_request_id) as pull_request_id,
    any_value(commit_sha) as commit_sha,
    any_value(repository_id) as repository_id,
    first(url order by evidence_quote nulls last, kind) as url,
    first(path order by evidence_quote nulls last, kind) as path,
    first(line order by evidence_quote nulls last, kind) as line,
    max(merged_at) as merged_at,
    min(merged_by_id) as merged_by_id,
    bool_or(is_merged_by_on_call) as is_merged_by_on_call,
    list_sort(list(distinct kind)) as kinds,
    bool_or(is_confirmed) as is_confirmed,
    bool_or(is_hotfix) as is_hotfix,
    bool_or(has_recorded_reason) as has_recorded_reason,
    min(reason_quote) as reason_quote,
    min(evidence_quote) as evidence_quote,
    bool_or(has_follow_up) as has_follow_up,
    list_sort(list_distinct(flatten(list(follow_up_ids)))) as follow_up_ids,
    min(incident_id) as incident_id

from merge_overrides
group by coalesce(pull_request_id, commit_sha, merge_override_id)
order by
    bool_or(is_confirmed) desc,
    bool_or(incident_id is not null) desc,
    max(merged_at) desc nulls last,
    change_id
