-- Incidents, the newest first, with all that is known of their course.
select
    *,
    coalesce(occurred_on, cast(started_at as date), cast(detected_at as date),
        cast(issue_created_at as date)) as day_on,
    log_path as path,
    log_line as line,
    log_commit_sha as commit_sha

from incidents
order by day_on desc nulls last, severity nulls last, incident_id
