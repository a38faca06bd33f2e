-- The numbers for the whole period and all repositories, each with its definition.
with counted as (

    select
        'policy_conformance_rate' as metric,
        'Policy conformance' as title,
        'verdicts that are kept, of those that are kept or broken' as definition,
        count(*) filter (where outcome = 'pass') as numerator,
        count(*) filter (where outcome in ('pass', 'fail')) as denominator

    from policy_results

    union all

    select
        'override_rate' as metric,
        'Overrides' as title,
        'merged changes that went round the gate, of all that were merged' as definition,
        count(distinct merge_overrides.pull_request_id) as numerator,
        count(distinct pull_requests.pull_request_id) as denominator

    from pull_requests
    left join merge_overrides using (pull_request_id)
    where pull_requests.state = 'merged'

    union all

    select
        'label_drift_rate' as metric,
        'Label drift' as title,
        'labels applied that are not the documents'' name, of all applied' as definition,
        coalesce(sum(variant_count), 0) as numerator,
        coalesce(sum(applied_count), 0) as denominator

    from label_drift

    union all

    select
        'postmortem_completeness_rate' as metric,
        'Complete incident reviews' as title,
        'incidents with a complete write-up, of all incidents' as definition,
        count(*) filter (where postmortem_status = 'complete') as numerator,
        count(*) as denominator

    from incidents

    union all

    select
        'action_item_closure_rate' as metric,
        'Action items closed' as title,
        'action items that are done, of those that are open or done' as definition,
        count(*) filter (where status = 'done') as numerator,
        count(*) filter (where status in ('open', 'done')) as denominator

    from action_items

    union all

    select
        'review_coverage_rate' as metric,
        'Review coverage' as title,
        'expected team reviews that were given, of those that are known' as definition,
        count(*) filter (where review_coverage.is_reviewed) as numerator,
        count(review_coverage.is_reviewed) as denominator

    from review_coverage
    inner join pull_requests using (pull_request_id)
    where pull_requests.state = 'merged'

)

select
    metric,
    title,
    'share' as unit,
    definition,
    cast(null as varchar) as source_name,
    cast(null as varchar) as source_url,
    numerator::double as numerator,
    denominator::double as denominator,
    numerator / nullif(denominator, 0) as value

from counted
