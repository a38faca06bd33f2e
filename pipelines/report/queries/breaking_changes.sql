-- Breaking changes, those that caused an incident or leave most open first.
select
    item_id,
    repository_id,
    title,
    change_kinds,
    state,
    quote,
    documented_in,
    caused_incident_ids,
    approval_count,
    approved_by_team_ids,
    stated_deprecation_days,
    kept_deprecation_days,
    is_deprecation_documented,
    has_rollout_plan,
    is_authority_unclear,
    is_disputed,
    path,
    line

from breaking_changes
order by
    len(caused_incident_ids) desc,
    is_authority_unclear::int
    + coalesce(is_disputed, false)::int
    + coalesce(not is_deprecation_documented, false)::int
    + (not has_rollout_plan)::int desc,
    created_at desc nulls last,
    repository_id,
    item_id
