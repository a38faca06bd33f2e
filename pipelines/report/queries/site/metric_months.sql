-- The numbers by month, over all repositories.
select
    metrics.metric,
    metrics.title,
    metrics.unit,
    metric_values.month_on,
    metric_values.numerator,
    metric_values.denominator,
    metric_values.unknown_count,
    metric_values.value

from metric_values
inner join metrics on metric_values.metric = metrics.metric
where
    metric_values.repository_id is null
    and metric_values.month_on is not null
    and metric_values.value is not null
order by metrics.title, metrics.metric, metric_values.month_on
