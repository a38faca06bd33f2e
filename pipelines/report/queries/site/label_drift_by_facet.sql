-- Labels applied by month and facet, and how many were not the documents' name.
select
    month_on,
    facet,
    sum(applied_count)::bigint as applied_count,
    sum(variant_count)::bigint as variant_count,
    sum(variant_count) / nullif(sum(applied_count), 0) as drift_rate

from label_drift
where month_on is not null
group by month_on, facet
having sum(applied_count) > 0
order by month_on, facet
