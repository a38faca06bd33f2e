-- Where incidents are recorded: documents that hold entries, and the labels of issues.
with logs as (

    select
        repository_id,
        log_path as path,
        min(log_line) as line,
        any_value(log_commit_sha) as commit_sha,
        count(*) as incident_count

    from incidents
    where has_log_entry and log_path is not null
    group by repository_id, log_path

)

select *
from logs
order by incident_count desc, repository_id, path
