-- Which successful deployment was the first to bring a merged pull request to an
-- environment: by the line of commits, else because it deployed its merge commit.
with deployments as (

    select * from {{ ref('int_deployments') }}
    where outcome = 'succeeded' and environment is not null

),

commits as (

    select * from {{ ref('int_deployed_commits') }}
    where is_last_of_pull_request

),

pull_requests as (

    select * from {{ ref('stg_raw__pull_requests') }}
    where state = 'merged' and deleted_at is null

),

brought as (

    select
        pull_request_id,
        deployment_id,
        repository_id,
        environment,
        environment_kind,
        deployed_at

    from commits

    union

    select
        pull_requests.item_id as pull_request_id,
        deployments.deployment_id,
        deployments.repository_id,
        deployments.environment,
        deployments.environment_kind,
        deployments.created_at as deployed_at

    from pull_requests
    inner join deployments
        on
            pull_requests.repository_id = deployments.repository_id
            and pull_requests.merge_commit_sha = deployments.commit_sha

)

select *
from brought
qualify
    row_number() over (
        partition by pull_request_id, repository_id, environment
        order by deployed_at, deployment_id
    ) = 1
