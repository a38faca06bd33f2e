-- Each policy's verdicts by the month of the event that they judge.
select
    policy_id,
    cast(date_trunc('month', decided_at) as date) as month_on,
    count(*) filter (where outcome = 'pass') as pass_count,
    count(*) filter (where outcome = 'fail') as fail_count,
    count(*) filter (where outcome = 'unknown') as unknown_count

from policy_results
where decided_at is not null and outcome <> 'not_applicable'
group by policy_id, date_trunc('month', decided_at)
order by policy_id, month_on
