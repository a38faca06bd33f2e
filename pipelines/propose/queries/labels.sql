-- Labels in use or documented, with the host that `gh` needs where there is one.
select
    labels.repository_id,
    repositories.source,
    repositories.url as repository_url,
    labels.facet,
    labels.name,
    labels.canonical_name,
    labels.canonical_because,
    labels.description,
    labels.path,
    labels.line,
    labels.item_count,
    labels.is_canonical,
    labels.is_documented,
    labels.is_deprecated

from labels
inner join repositories using (repository_id)
order by
    labels.repository_id,
    labels.facet,
    labels.canonical_name,
    not labels.is_canonical,
    labels.name
