-- Commits of the default branch that are known to be deployed, the slowest first.
select
    commit_id,
    repository_id,
    commit_sha,
    title,
    pull_request_id,
    landed_by,
    landed_at,
    first_deployed_at,
    minutes_to_deploy,
    url

from commits
where minutes_to_deploy is not null
order by minutes_to_deploy desc, commit_id
