-- Why verdicts are unknown, the most frequent reason first.
select
    coalesce(reason, 'no reason given') as reason,
    count(*) as verdict_count,
    count(distinct policy_id) as policy_count

from policy_results
where outcome = 'unknown'
group by coalesce(reason, 'no reason given')
order by verdict_count desc, reason
limit 50
