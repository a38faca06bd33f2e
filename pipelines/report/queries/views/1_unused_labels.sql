-- Documented labels that no item carries. A name that a document calls old is not waited
-- for, and the name of a meaning that items carry under another one only has to be used.
select labels.*

from labels
where
    labels.item_count = 0
    and labels.is_documented
    and not labels.is_deprecated
    and not (
        labels.is_canonical
        and exists (
            select 1
            from labels as others
            where
                others.repository_id = labels.repository_id
                and others.canonical_name = labels.name
                and others.item_count > 0
        )
    )
