-- Every record that a rule speaks of and that was decided in the period.
select
    policy_id,
    version,
    subject_id,
    outcome,
    observed,
    reason,
    decided_at,
    judged_at,
    evidence_url,
    path,
    line,
    quote

from policy_results
where decided_at >= $from_at and decided_at < $until_at
order by policy_id, version, subject_id
