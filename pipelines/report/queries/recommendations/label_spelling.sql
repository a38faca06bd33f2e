-- One meaning, several labels in use: keep one.
select
    'label_spelling' as kind,
    4 as priority,
    repository_id || ':' || canonical_name as recommendation_key,
    canonical_name,
    list_transform(
        list_filter(variants, lambda variant: variant.item_count > 0),
        lambda variant: variant.name
    ) as variants,
    variant_count,
    applied_count,
    case
        when path is not null
            then [citation(null, null, repository_id, path, line, null, quote)]
        else []
    end
    || list_transform(
        variant_item_ids[:3],
        lambda item_id: citation(item_id, null, null, null, null, null, null)
    ) as citations

from label_clusters
where variant_count > 0
