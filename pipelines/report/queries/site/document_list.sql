-- The documents that were read, the longest untouched last.
select
    repository_id,
    path,
    kind,
    revision_count,
    first_seen_at,
    last_changed_at,
    is_deleted,
    commit_sha

from documents
order by is_deleted, last_changed_at desc nulls last, repository_id, path
