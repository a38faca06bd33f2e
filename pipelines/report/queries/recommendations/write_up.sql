-- Incidents without a complete write-up.
select
    'write_up' as kind,
    3 as priority,
    'write_up' as recommendation_key,
    count(*) as incident_count,
    list(
        citation(
            incident_id, null, repository_id, log_path, log_line, log_commit_sha, null
        )
        order by severity nulls last, occurred_on desc nulls last, incident_id
    )[:5] as citations

from incidents
where postmortem_status <> 'complete'
having count(*) > 0
