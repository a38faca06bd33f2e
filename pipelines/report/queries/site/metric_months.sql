-- The numbers by month, over all repositories.
select
    'policy_conformance_rate' as metric,
    'Policy conformance' as title,
    'share' as unit,
    cast(date_trunc('month', decided_at) as date) as month_on,
    count(*) filter (where outcome = 'pass') as numerator,
    count(*) filter (where outcome in ('pass', 'fail')) as denominator,
    count(*) filter (where outcome = 'pass')
    / count(*) filter (where outcome in ('pass', 'fail')) as value

from policy_results
where decided_at is not null and outcome in ('pass', 'fail')
group by date_trunc('month', decided_at)
order by month_on
