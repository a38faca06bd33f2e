-- Exceptions that somebody stated and nobody followed up.
select
    coalesce(overrides.pull_request_id, overrides.commit_sha) as change_id,
    overrides.repository_id,
    repositories.source,
    repositories.url as repository_url,
    any_value(overrides.url) as url,
    max(overrides.merged_at) as merged_at,
    min(overrides.merged_by_id) as merged_by_id,
    list_sort(list(distinct overrides.kind)) as kinds,
    min(overrides.reason_quote) as reason_quote,
    min(overrides.incident_id) as incident_id

from merge_overrides as overrides
inner join repositories using (repository_id)
group by all
having bool_or(overrides.is_confirmed) and not bool_or(overrides.has_follow_up)
order by overrides.repository_id, change_id
