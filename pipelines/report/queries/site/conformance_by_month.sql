-- Verdicts by the month of the event that they judge. Undated records have no month.
select
    cast(date_trunc('month', policy_results.decided_at) as date) as month_on,
    count(*) filter (where policy_results.outcome = 'pass') as pass_count,
    count(*) filter (where policy_results.outcome = 'fail') as fail_count,
    count(*) filter (where policy_results.outcome = 'unknown') as unknown_count,
    count(*) filter (where policy_results.outcome = 'pass')
    / nullif(
        count(*) filter (
            where
                policy_results.outcome in ('pass', 'fail')
                and not policies.is_one_sided
        ),
        0
    ) as conformance_rate

from policy_results
inner join policies using (policy_id, version)
where
    policy_results.decided_at is not null
    and policy_results.outcome <> 'not_applicable'
group by date_trunc('month', policy_results.decided_at)
order by month_on
