-- Documents that are incident logs.
select
    repository_id,
    path,
    cast(null as bigint) as line,
    commit_sha

from documents
where kind = 'incident_log' and not is_deleted
order by repository_id, path
limit 10
