-- Documented labels that no item carries.
select
    'unused_label' as kind,
    6 as priority,
    repository_id as recommendation_key,
    count(*) as label_count,
    list(name order by name)[:8] as names,
    list_sort(
        list(distinct citation(null, null, repository_id, path, line, null, quote))
    )[:3] as citations

from unused_labels
group by repository_id
