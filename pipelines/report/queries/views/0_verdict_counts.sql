-- Verdicts under each version of a policy, counted.
select
    policy_id,
    version,
    count(*) filter (where outcome = 'pass') as pass_count,
    count(*) filter (where outcome = 'fail') as fail_count,
    count(*) filter (where outcome = 'unknown') as unknown_count

from policy_results
group by policy_id, version
