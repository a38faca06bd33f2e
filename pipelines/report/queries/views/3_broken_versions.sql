-- One row per broken policy: the newest of its versions that a record broke, so that the
-- words beside a violation are those by which it is one.
select
    policies.policy_id,
    policies.version,
    policies.clause_id,
    policies.effective_to,
    verdict_counts.pass_count,
    verdict_counts.fail_count,
    verdict_counts.unknown_count,
    verdict_counts.judged_count,
    verdict_counts.of_count,
    verdict_counts.is_one_sided

from policies
inner join verdict_counts
    on
        policies.policy_id = verdict_counts.policy_id
        and policies.version = verdict_counts.version
where verdict_counts.fail_count > 0
qualify
    row_number() over (
        partition by policies.policy_id order by policies.version desc
    ) = 1
