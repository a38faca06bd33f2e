-- Breaking changes of which somebody leaves open how, when or by whose word.
with changes as (

    select
        *,
        is_authority_unclear
        or coalesce(is_disputed, false)
        or coalesce(not is_deprecation_documented, false)
        or len(caused_incident_ids) > 0 as is_open

    from breaking_changes

),

harm as (

    select min(incidents.severity) as worst_severity
    from
        (
            select unnest(caused_incident_ids) as incident_id from breaking_changes
        ) as caused
    inner join incidents using (incident_id)

),

counted as (

    select
        count(*) as denominator,
        count(*) filter (where is_open) as numerator,
        count(*) filter (where is_authority_unclear) as unclear_count,
        count(*) filter (where is_disputed) as disputed_count,
        count(*) filter (where is_disputed is null) as disputed_unknown_count,
        count(*) filter (where not is_deprecation_documented)
            as undocumented_window_count,
        count(stated_deprecation_days) as window_count,
        count(*) filter (where len(caused_incident_ids) > 0) as harmful_count,
        count(*) filter (where not has_rollout_plan) as without_plan_count,
        list(
            citation(item_id, url, repository_id, path, line, null, quote)
            order by
                len(caused_incident_ids) desc,
                created_at desc nulls last,
                repository_id,
                item_id
        ) filter (where is_open) as observed

    from changes

)

select
    'breaking_changes' as kind,
    'breaking_changes' as theme,
    'breaking_changes' as finding_key,
    counted.numerator,
    counted.denominator,
    0 as unknown_count,
    documented.strength,
    harm.worst_severity,
    documented.strength is not null as is_contradicting,
    counted.unclear_count,
    counted.disputed_count,
    counted.disputed_unknown_count,
    counted.undocumented_window_count,
    counted.window_count,
    counted.harmful_count,
    counted.without_plan_count,
    documented.clauses as documented,
    counted.observed[:5] as observed

from counted, harm
left join documented on documented.theme = 'breaking_changes'
where counted.numerator > 0
