-- Labels in use that no document names, and that stand for nothing documented.
with items as (

    select
        label_id,
        min(item_id) as item_id

    from label_usage
    where is_carried
    group by label_id

),

in_use as (

    select
        labels.repository_id,
        labels.name,
        labels.item_count,
        items.item_id

    from labels
    inner join items using (label_id)
    where
        labels.item_count > 0
        and not labels.is_documented
        and labels.is_canonical

)

select
    'undocumented_label' as kind,
    5 as priority,
    repository_id as recommendation_key,
    count(*) as label_count,
    list(name order by item_count desc, name)[:8] as names,
    list(
        citation(item_id, null, null, null, null, null, null)
        order by item_count desc, name
    )[:5] as citations

from in_use
group by repository_id
