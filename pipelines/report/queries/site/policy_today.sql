-- Records that today's wording would judge otherwise than the one in force at the time.
select
    policy_results_today.policy_id,
    policy_results_today.repository_id,
    policy_results_today.subject_id,
    policy_results_today.version_then,
    policy_results_today.outcome_then,
    policy_results_today.version,
    policy_results_today.outcome,
    policy_results_today.observed,
    policy_results_today.decided_at

from policy_results_today
where
    policy_results_today.outcome_then is not null
    and policy_results_today.outcome <> policy_results_today.outcome_then
order by
    policy_results_today.policy_id,
    policy_results_today.decided_at desc nulls last,
    policy_results_today.subject_id
