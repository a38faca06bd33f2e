-- Merged changes that went round the gate.
with changes as (

    select
        coalesce(
            merge_overrides.pull_request_id,
            merge_overrides.commit_sha,
            merge_overrides.merge_override_id
        ) as change_id,
        any_value(merge_overrides.repository_id) as repository_id,
        first(
            merge_overrides.url
            order by merge_overrides.evidence_quote nulls last, merge_overrides.kind
        ) as url,
        first(
            merge_overrides.path
            order by merge_overrides.evidence_quote nulls last, merge_overrides.kind
        ) as path,
        first(
            merge_overrides.line
            order by merge_overrides.evidence_quote nulls last, merge_overrides.kind
        ) as line,
        max(merge_overrides.merged_at) as merged_at,
        bool_or(merge_overrides.is_confirmed) as is_confirmed,
        bool_or(merge_overrides.has_follow_up) as has_follow_up,
        list_distinct(list(merge_overrides.kind)) as kinds,
        min(incidents.severity) as severity,
        coalesce(
            min(merge_overrides.evidence_quote), min(merge_overrides.reason_quote)
        ) as quote

    from merge_overrides
    left join incidents using (incident_id)
    group by all

),

counted as (

    select
        count(*) as numerator,
        count(*) filter (where is_confirmed) as confirmed_count,
        count(*) filter (where not has_follow_up) as without_follow_up_count,
        count(*) filter (where list_contains(kinds, 'missing_approval'))
            as unapproved_count,
        count(*) filter (where list_contains(kinds, 'failing_checks'))
            as failing_count,
        count(*) filter (where list_contains(kinds, 'stated_override'))
            as stated_count,
        count(*) filter (where list_contains(kinds, 'direct_push')) as pushed_count,
        count(*) filter (where list_contains(kinds, 'ruleset_bypass'))
            as bypassed_count,
        min(severity) as worst_severity,
        list(
            citation(change_id, url, repository_id, path, line, null, quote)
            order by
                is_confirmed desc,
                severity nulls last,
                merged_at desc nulls last,
                change_id
        )[:5] as observed

    from changes

),

merged as (

    select count(*) as merged_count
    from pull_requests
    where state = 'merged'

),

pushes as (

    select count(distinct commit_sha) as push_count
    from merge_overrides
    where pull_request_id is null

)

select
    counted.unapproved_count,
    counted.failing_count,
    counted.stated_count,
    counted.pushed_count,
    counted.bypassed_count,
    exists (
        select 1
        from policy_clauses
        where
            effective_to is null
            and json_contains(json_extract(parameters, '$.demands'), '"approval"')
    ) as is_approval_documented,
    'overrides' as kind,
    'overrides' as theme,
    'overrides' as finding_key,
    counted.numerator,
    merged.merged_count + pushes.push_count as denominator,
    (
        select count(*)
        from pull_requests
        where
            state = 'merged'
            and (checks_state = 'unknown' or approval_count is null)
            and pull_request_id not in (
                select pull_request_id
                from merge_overrides
                where pull_request_id is not null
            )
    ) as unknown_count,
    documented.strength,
    counted.worst_severity,
    documented.strength is not null as is_contradicting,
    counted.confirmed_count,
    counted.without_follow_up_count,
    documented.clauses as documented,
    counted.observed

from counted, merged, pushes
left join documented on documented.theme = 'overrides'
where counted.numerator > 0
