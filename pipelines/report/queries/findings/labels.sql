-- Meanings of which another label than the documents' is in use.
with counted as (

    select
        count(*) as cluster_count,
        sum(variant_count)::bigint as numerator,
        sum(applied_count)::bigint as denominator,
        arg_max(canonical_name, (variant_count, canonical_name)) as top_name,
        arg_max(
            list_transform(variants, lambda variant: variant.name),
            (variant_count, canonical_name)
        ) as top_variants,
        arg_max(variant_count, (variant_count, canonical_name)) as top_variant_count,
        arg_max(applied_count, (variant_count, canonical_name)) as top_applied_count,
        arg_max(
            citation(null, null, repository_id, path, line, null, quote),
            (variant_count, canonical_name)
        ) as place,
        arg_max(variant_item_ids, (variant_count, canonical_name)) as item_ids

    from label_clusters
    where variant_count > 0

)

select
    'labels' as kind,
    'labels' as theme,
    'labels' as finding_key,
    counted.numerator,
    counted.denominator,
    0 as unknown_count,
    documented.strength,
    cast(null as integer) as worst_severity,
    counted.place.path is not null as is_contradicting,
    counted.cluster_count,
    counted.top_name,
    counted.top_variants,
    counted.top_variant_count,
    counted.top_applied_count,
    case when counted.place.path is not null then [counted.place] else [] end
        as documented,
    list_transform(
        counted.item_ids,
        lambda item_id: citation(item_id, null, null, null, null, null, null)
    ) as observed

from counted
left join documented on documented.theme = 'labels'
where counted.numerator > 0
