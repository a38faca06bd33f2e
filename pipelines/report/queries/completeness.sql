-- Kinds of record of which something is missing, or which cannot be read at all.
select
    repository_id,
    kind,
    reason,
    expected_count,
    loaded_count,
    missing_count

from completeness
where reason is not null or missing_count > 0 or loaded_count is null
order by repository_id, kind
