-- Meanings with more than one label, those used most under another name first.
select *
from label_clusters
order by variant_count desc, variant_names_count desc, repository_id, canonical_name
