-- The run that made this warehouse and the one before it; nothing else.
select
    run_id,
    started_at,
    cast(row_counts as varchar) as row_counts,
    row_number() over (order by started_at desc, run_id desc) as age

from runs
qualify age <= 2
order by age
