-- The metrics for the whole period and all repositories, as dbt defines them.
select
    metrics.title,
    metrics.unit,
    metrics.definition,
    metrics.source_name,
    metrics.source_url,
    metric_values.numerator,
    metric_values.denominator,
    metric_values.unknown_count,
    metric_values.value

from metrics
inner join metric_values using (metric)
where metric_values.repository_id is null and metric_values.month_on is null
order by metric_values.value is null, metrics.unit <> 'rate', metrics.metric
