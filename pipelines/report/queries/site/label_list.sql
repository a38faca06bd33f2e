-- Every label, the most used first.
select
    repository_id,
    name,
    facet,
    canonical_name,
    is_canonical,
    is_documented,
    is_deprecated,
    description,
    item_count,
    first_used_at,
    last_used_at,
    path,
    line

from labels
order by item_count desc, repository_id, name
