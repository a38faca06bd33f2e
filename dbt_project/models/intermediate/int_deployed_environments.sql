-- Where a merged pull request was deployed with success, by its own commit or by a
-- later one of the default branch's line.
with deployments as (

    select * from {{ ref('int_deployments') }}
    where outcome = 'succeeded' and environment is not null

),

pull_requests as (

    select * from {{ ref('stg_raw__pull_requests') }}

),

landings as (

    select * from {{ ref('int_commit_landings') }}
    where is_last_of_pull_request

),

readability as (

    select * from {{ ref('int_readable_kinds') }}
    where kind = 'deployments' and is_readable

),

reached as (

    select
        repository_id,
        environment,
        max(position) as position

    from deployments
    group by repository_id, environment

),

united as (

    select
        landings.pull_request_id as item_id,
        reached.environment

    from landings
    inner join reached
        on
            landings.repository_id = reached.repository_id
            and landings.position <= reached.position

    union

    select
        pull_requests.item_id,
        deployments.environment

    from pull_requests
    inner join deployments
        on
            pull_requests.repository_id = deployments.repository_id
            and pull_requests.merge_commit_sha = deployments.commit_sha

),

deployed as (

    select
        item_id,
        list_sort(list(environment)) as deployed_environments

    from united
    group by item_id

)

select
    pull_requests.item_id,
    coalesce(deployed.deployed_environments, []) as deployed_environments

from pull_requests
inner join readability
    on pull_requests.repository_id = readability.repository_id
left join deployed on pull_requests.item_id = deployed.item_id
