-- Deployments to production, the newest first, with whether they had to be mended.
select
    deployments.deployment_id,
    deployments.repository_id,
    deployments.environment,
    deployments.outcome,
    deployments.deployed_at,
    deployments.created_at,
    deployments.commit_sha,
    deployments.commit_count,
    deployments.pull_request_ids,
    deployments.needed_intervention,
    list_filter(
        [
            case when deployments.is_rolled_back then 'rolled back' end,
            case when deployments.is_reverted then 'reverted' end,
            case when deployments.is_followed_by_hotfix then 'followed by a hotfix' end,
            case
                when len(deployments.caused_incident_ids) > 0 then 'caused an incident'
            end
        ],
        lambda reason: reason is not null
    ) as reasons,
    deployments.caused_incident_ids,
    deployments.minutes_to_recover,
    deployments.url

from deployments
where deployments.is_production
order by
    coalesce(deployments.deployed_at, deployments.created_at) desc nulls last,
    deployments.deployment_id
