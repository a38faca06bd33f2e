-- Verdicts under each version of a policy, counted. `of_count` is what a share is of:
-- what was judged, or all records where only a violation can be seen.
with counted as (

    select
        policy_id,
        version,
        count(*) filter (where outcome = 'pass') as pass_count,
        count(*) filter (where outcome = 'fail') as fail_count,
        count(*) filter (where outcome = 'unknown') as unknown_count

    from policy_results
    group by policy_id, version

)

select
    counted.*,
    policies.is_one_sided,
    counted.pass_count + counted.fail_count as judged_count,
    counted.pass_count
    + counted.fail_count
    + case when policies.is_one_sided then counted.unknown_count else 0 end
        as of_count

from counted
inner join policies
    on
        counted.policy_id = policies.policy_id
        and counted.version = policies.version
