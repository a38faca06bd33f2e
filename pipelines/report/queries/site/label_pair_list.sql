-- Labels of one facet that items carry together, the most frequent first.
select
    repository_id,
    facet,
    canonical_name,
    other_canonical_name,
    item_count,
    item_ids

from label_pairs
order by item_count desc, repository_id, facet, canonical_name, other_canonical_name
