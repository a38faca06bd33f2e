-- The run that made this warehouse.
select *
from runs
order by started_at desc, run_id desc
limit 1
