-- Each kind of record: how many there should be, how many were loaded, as of when.
select
    repository_id,
    kind,
    expected_count,
    loaded_count,
    missing_count,
    as_of,
    reason,
    case
        when missing_count > 0 then 'missing'
        when loaded_count is null or reason is not null then 'limited'
        else 'complete'
    end as standing

from completeness
order by
    case
        when missing_count > 0 then 1
        when loaded_count is null or reason is not null then 2
        else 3
    end,
    repository_id,
    kind
