-- Records that cannot be placed in time: in no period, and so in no population.
select
    policy_id,
    version,
    subject_id,
    outcome,
    observed,
    reason

from policy_results
where decided_at is null and $from_at < $until_at
order by policy_id, version, subject_id
