-- Incidents counted by what is said and known of them.
select
    count(*) as incident_count,
    min(severity) as worst_severity,
    count(*) filter (where severity = (select min(severity) from incidents))
        as worst_severity_count,
    count(*) filter (where severity is null) as unknown_severity_count,
    count(*) filter (where has_log_entry) as logged_count,
    count(*) filter (where has_incident_issue) as with_issue_count,
    count(*) filter (where has_log_entry and has_incident_issue) as with_both_count,
    count(*) filter (where is_discussed_off_github) as off_github_count,
    count(*) filter (where is_issue_filed_late) as filed_late_count,
    count(*) filter (where is_issue_filed_late is null) as filed_late_unknown_count,
    count(minutes_to_restore) as restore_known_count,
    count(*) - count(minutes_to_restore) as restore_unknown_count,
    median(minutes_to_restore)::bigint as median_minutes_to_restore,
    count(*) filter (where postmortem_status = 'complete') as complete_count,
    count(*) filter (where postmortem_status = 'partial') as partial_count,
    count(*) filter (where postmortem_status = 'informal') as informal_count,
    count(*) filter (where postmortem_status = 'missing') as missing_count,
    count(*) filter (where len(cause_pull_request_ids) > 0) as cause_known_count,
    coalesce(sum(action_item_count), 0)::bigint as action_item_count,
    coalesce(sum(open_action_item_count), 0)::bigint as open_action_item_count,
    (select count(*) from action_items where status = 'unknown')
        as unknown_action_item_count

from incidents
