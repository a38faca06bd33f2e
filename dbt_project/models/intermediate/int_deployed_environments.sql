-- Where the commit that a pull request made was deployed with success.
with deployments as (

    select * from {{ ref('stg_raw__deployments') }}

),

pull_requests as (

    select * from {{ ref('stg_raw__pull_requests') }}

),

readability as (

    select * from {{ ref('int_readable_kinds') }}
    where kind = 'deployments' and is_readable

),

final as (

    select
        pull_requests.item_id,
        coalesce(
            list_sort(
                list_distinct(
                    list(lower(deployments.environment))
                    filter (where deployments.environment is not null)
                )
            ),
            []
        ) as deployed_environments

    from pull_requests
    inner join readability
        on pull_requests.repository_id = readability.repository_id
    left join deployments
        on
            pull_requests.repository_id = deployments.repository_id
            and pull_requests.merge_commit_sha = deployments.commit_sha
            and lower(deployments.state) in ('success', 'active', 'inactive')
    group by pull_requests.item_id

)

select * from final
