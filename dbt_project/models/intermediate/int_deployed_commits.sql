-- Which commits of the default branch each successful deployment was the first to bring
-- to its environment. Of an environment's first known deployment only the deployed
-- commit is told: what came before it may have been there already.
with deployments as (

    select * from {{ ref('int_deployments') }}
    where outcome = 'succeeded' and position is not null and environment is not null

),

landings as (

    select * from {{ ref('int_commit_landings') }}

),

final as (

    select
        deployments.deployment_id,
        deployments.repository_id,
        deployments.environment,
        deployments.environment_kind,
        deployments.created_at as deployed_at,
        landings.commit_id,
        landings.commit_sha,
        landings.pull_request_id,
        landings.is_last_of_pull_request

    from deployments
    inner join landings
        on
            deployments.repository_id = landings.repository_id
            and deployments.position >= landings.position
            and coalesce(deployments.reached_position, deployments.position - 1)
            < landings.position

)

select * from final
