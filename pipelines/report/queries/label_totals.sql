-- Labels counted by whether they are documented and used.
select
    count(*) as label_count,
    count(*) filter (where is_documented) as documented_count,
    count(*) filter (where item_count > 0) as used_count,
    count(*) filter (where item_count > 0 and not is_documented)
        as undocumented_used_count,
    (select count(*) from unused_labels) as documented_unused_count,
    (select count(*) from label_clusters where variant_count > 0) as cluster_count,
    (select coalesce(sum(variant_count), 0)::bigint from label_clusters)
        as variant_count,
    (
        select coalesce(sum(applied_count), 0)::bigint
        from label_clusters
        where variant_count > 0
    ) as applied_count

from labels
