-- Each policy's verdicts, run by run.
select
    policy_conformance.policy_id,
    policy_conformance.run_id,
    runs.started_at,
    policy_conformance.pass_count,
    policy_conformance.fail_count,
    policy_conformance.unknown_count,
    policy_conformance.conformance_rate

from policy_conformance
inner join runs using (run_id)
order by policy_conformance.policy_id, runs.started_at, runs.run_id
