-- One row per meaning that has more than one label: the documents' name and the others.
with used as (

    select
        repository_id,
        facet,
        canonical_name,
        list(
            {'name': name, 'item_count': item_count, 'because': canonical_because}
            order by item_count desc, name
        ) filter (where not is_canonical) as variants,
        count(*) filter (where not is_canonical) as variant_names_count,
        coalesce(sum(item_count), 0)::bigint as applied_count,
        coalesce(sum(item_count) filter (where not is_canonical), 0)::bigint
            as variant_count,
        coalesce(sum(item_count) filter (where is_canonical), 0)::bigint
            as canonical_count

    from labels
    group by repository_id, facet, canonical_name

),

places as (

    select
        repository_id,
        canonical_name,
        arg_min({'path': path, 'line': line, 'quote': quote}, (not is_canonical, name))
            as place

    from labels
    where path is not null
    group by repository_id, canonical_name

),

items as (

    select
        repository_id,
        canonical_name,
        list_sort(list(distinct item_id) filter (where not is_canonical))[:5]
            as variant_item_ids

    from label_usage
    where is_carried
    group by repository_id, canonical_name

)

select
    used.*,
    places.place.path as path,
    places.place.line as line,
    places.place.quote as quote,
    coalesce(items.variant_item_ids, []) as variant_item_ids

from used
left join places using (repository_id, canonical_name)
left join items using (repository_id, canonical_name)
where used.variant_names_count > 0
