-- How often a variant was applied in place of the documents' name, by month.
select
    repository_id,
    month_on,
    sum(applied_count)::bigint as applied_count,
    sum(variant_count)::bigint as variant_count,
    sum(variant_count) / sum(applied_count) as drift_rate

from label_drift
group by repository_id, month_on
having sum(applied_count) > 0
order by repository_id, month_on desc nulls last
