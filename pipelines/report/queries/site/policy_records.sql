-- Every record that broke a policy or that the data cannot judge, with its evidence.
select
    policy_results.policy_id,
    policy_results.version,
    policy_results.repository_id,
    policy_results.subject_id,
    policy_results.outcome,
    coalesce(cited_items.title, incidents.title) as title,
    policy_results.observed,
    policy_results.reason,
    policy_results.exception_id,
    policy_results.quote,
    policy_results.evidence_url,
    policy_results.path,
    policy_results.line,
    policy_results.decided_at,
    policy_results.judged_at

from policy_results
left join cited_items on policy_results.subject_id = cited_items.item_id
left join incidents on policy_results.subject_id = incidents.incident_id
where policy_results.outcome in ('fail', 'unknown')
order by
    policy_results.policy_id,
    policy_results.outcome,
    policy_results.decided_at desc nulls last,
    policy_results.subject_id,
    policy_results.version
