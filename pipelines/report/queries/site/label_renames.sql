-- Labels that stand for another name: what to rename, the most used first.
select
    labels.repository_id,
    labels.name,
    labels.canonical_name,
    labels.facet,
    labels.canonical_because,
    labels.item_count,
    labels.first_used_at,
    labels.last_used_at,
    labels.quote,
    labels.path,
    labels.line

from labels
where not labels.is_canonical
order by labels.item_count desc, labels.repository_id, labels.canonical_name, labels.name
