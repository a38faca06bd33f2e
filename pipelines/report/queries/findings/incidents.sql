-- Incidents whose write-up is not complete.
with examples as (

    select
        list(
            citation(
                incident_id, null, repository_id, log_path, log_line, log_commit_sha,
                null
            )
            order by severity nulls last, occurred_on desc nulls last, incident_id
        )[:5] as observed

    from incidents
    where postmortem_status <> 'complete'

),

counts as (

    select
        count(*) as denominator,
        count(*) filter (where postmortem_status <> 'complete') as numerator,
        min(severity) filter (where postmortem_status <> 'complete') as worst_severity,
        count(*) filter (where is_discussed_off_github) as off_github_count,
        count(*) filter (where len(cause_pull_request_ids) > 0) as caused_count,
        coalesce(sum(open_action_item_count), 0)::bigint as open_action_item_count,
        coalesce(sum(action_item_count), 0)::bigint as action_item_count

    from incidents

)

select
    'incidents' as kind,
    'incidents' as theme,
    'incidents' as finding_key,
    counts.numerator,
    counts.denominator,
    0 as unknown_count,
    documented.strength,
    counts.worst_severity,
    documented.strength is not null as is_contradicting,
    counts.off_github_count,
    counts.caused_count,
    counts.open_action_item_count,
    counts.action_item_count,
    (
        select count(*) from action_items where status = 'unknown'
    ) as unknown_action_item_count,
    documented.clauses as documented,
    examples.observed

from counts, examples
left join documented on documented.theme = 'incidents'
where counts.numerator > 0
