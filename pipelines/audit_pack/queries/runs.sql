-- The refresh that made the tables.
select
    run_id,
    started_at,
    finished_at,
    cast(inputs as varchar) as inputs,
    cast(row_counts as varchar) as row_counts,
    cast(versions as varchar) as versions

from runs
where $from_at < $until_at
order by started_at desc
limit 1
