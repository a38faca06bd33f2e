-- Incidents, the gravest and newest first.
select
    incident_id,
    repository_id,
    title,
    severity,
    severity_as_written,
    coalesce(occurred_on, cast(started_at as date), cast(detected_at as date))
        as day_on,
    issue_ids,
    cause_pull_request_ids,
    fix_pull_request_ids,
    log_path as path,
    log_line as line,
    log_commit_sha as commit_sha,
    minutes_to_restore,
    postmortem_status,
    postmortem_delay_business_days,
    action_item_count,
    open_action_item_count,
    has_log_entry,
    has_incident_issue,
    is_issue_filed_late,
    is_discussed_off_github

from incidents
order by severity nulls last, day_on desc nulls last, incident_id
