-- The numbers by repository, for the whole period, where there are several.
select
    metrics.metric,
    metrics.title,
    metrics.unit,
    metric_values.repository_id,
    metric_values.numerator,
    metric_values.denominator,
    metric_values.unknown_count,
    metric_values.value

from metric_values
inner join metrics on metric_values.metric = metrics.metric
where
    metric_values.repository_id is not null
    and metric_values.month_on is null
    and (select count(*) from repositories) > 1
order by metrics.title, metrics.metric, metric_values.value nulls last,
    metric_values.repository_id
