-- Verdicts first reached in the newest run, where there is a run before it.
select
    policy_results.policy_id,
    policy_totals.title as policy_title,
    policy_results.repository_id,
    policy_results.subject_id,
    coalesce(cited_items.title, incidents.title) as title,
    policy_results.outcome,
    policy_results.observed,
    policy_results.reason,
    policy_results.evidence_url,
    policy_results.path,
    policy_results.line,
    policy_results.decided_at

from policy_results
inner join last_run on policy_results.judged_at = last_run.started_at
left join policy_totals on policy_results.policy_id = policy_totals.policy_id
left join cited_items on policy_results.subject_id = cited_items.item_id
left join incidents on policy_results.subject_id = incidents.incident_id
where
    (select count(*) from runs) > 1
    and policy_results.outcome <> 'not_applicable'
order by
    case policy_results.outcome when 'fail' then 1 when 'unknown' then 2 else 3 end,
    policy_results.decided_at desc nulls last,
    policy_results.policy_id,
    policy_results.subject_id
