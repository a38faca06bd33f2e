-- What each refresh found, over all policies: the trend. The newest run comes last.
select
    runs.run_id,
    runs.started_at,
    coalesce(sum(policy_conformance.pass_count), 0)::bigint as pass_count,
    coalesce(sum(policy_conformance.fail_count), 0)::bigint as fail_count,
    coalesce(sum(policy_conformance.unknown_count), 0)::bigint as unknown_count,
    coalesce(sum(policy_conformance.not_applicable_count), 0)::bigint
        as not_applicable_count,
    sum(policy_conformance.pass_count)
    / nullif(
        sum(policy_conformance.pass_count + policy_conformance.fail_count)
            filter (where policy_conformance.conformance_rate is not null),
        0
    ) as conformance_rate

from runs
left join policy_conformance using (run_id)
group by runs.run_id, runs.started_at
order by runs.started_at, runs.run_id
