-- One row per broken policy version: the first few records that broke it, as citations.
select
    policy_id,
    version,
    min(severity) as worst_severity,
    list(
        citation(subject_id, evidence_url, repository_id, path, line, null, observed)
        order by rank_in_version
    )[:5] as broken_by

from violations
group by policy_id, version
