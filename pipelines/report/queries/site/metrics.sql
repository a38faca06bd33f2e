-- The numbers for the whole period and all repositories, each with its definition.
select
    metrics.metric,
    metrics.title,
    metrics.unit,
    metrics.definition,
    metrics.source_name,
    metrics.source_url,
    metrics.measured_on,
    metric_values.numerator,
    metric_values.denominator,
    metric_values.unknown_count,
    metric_values.value

from metrics
left join metric_values
    on
        metrics.metric = metric_values.metric
        and metric_values.repository_id is null
        and metric_values.month_on is null
order by
    case metrics.metric
        when 'policy_conformance_rate' then 1
        when 'override_rate' then 2
        when 'review_coverage_rate' then 3
        when 'label_drift_rate' then 4
        when 'postmortem_completeness_rate' then 5
        when 'action_item_closure_rate' then 6
        when 'time_to_first_response_hours' then 7
        else 8
    end,
    metrics.title,
    metrics.metric
