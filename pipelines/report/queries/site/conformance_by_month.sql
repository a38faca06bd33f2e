-- Verdicts by the month of the event that they judge. Undated records have no month.
select
    cast(date_trunc('month', decided_at) as date) as month_on,
    count(*) filter (where outcome = 'pass') as pass_count,
    count(*) filter (where outcome = 'fail') as fail_count,
    count(*) filter (where outcome = 'unknown') as unknown_count,
    count(*) filter (where outcome = 'pass')
    / nullif(count(*) filter (where outcome in ('pass', 'fail')), 0)
        as conformance_rate

from policy_results
where decided_at is not null and outcome <> 'not_applicable'
group by date_trunc('month', decided_at)
order by month_on
