-- Every refresh, newest first: how long it took, what it read, what it cost.
select
    run_id,
    started_at,
    finished_at,
    date_diff('second', started_at, finished_at) as seconds,
    cast(inputs as varchar) as inputs,
    cast(row_counts as varchar) as row_counts,
    cast(versions as varchar) as versions,
    cast(cost as varchar) as cost

from runs
order by started_at desc, run_id desc
