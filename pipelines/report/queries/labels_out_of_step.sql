-- Labels in use that no document names, and documented labels that nothing carries.
with items as (

    select
        label_id,
        list_sort(list(item_id))[:5] as item_ids

    from label_usage
    where is_carried
    group by label_id

)

select
    labels.repository_id,
    labels.name,
    labels.facet,
    labels.canonical_name,
    labels.is_canonical,
    labels.is_documented,
    labels.is_deprecated,
    labels.item_count,
    labels.path,
    labels.line,
    labels.quote,
    coalesce(items.item_ids, []) as item_ids

from labels
left join items using (label_id)
where
    (labels.item_count > 0 and not labels.is_documented)
    or labels.label_id in (select label_id from unused_labels)
    or (labels.item_count > 0 and labels.is_deprecated)
order by labels.item_count desc, labels.repository_id, labels.name
