with commits as (

    select * from {{ ref('stg_raw__commits') }}

),

repositories as (

    select * from {{ ref('stg_raw__repositories') }}

),

landings as (

    select * from {{ ref('int_commit_landings') }}

),

identities as (

    select * from {{ ref('int_identities') }}

),

production as (

    select
        commit_id,
        arg_min(deployment_id, (deployed_at, deployment_id)) as deployment_id,
        min(deployed_at) as deployed_at

    from {{ ref('int_deployed_commits') }}
    where environment_kind = 'production'
    group by commit_id

),

final as (

    select
        landings.commit_id,
        commits.repository_id,
        commits.commit_sha,
        landings.pull_request_id,
        landings.landed_by,
        coalesce(identities.same_as_id, commits.author_id) as author_id,
        landings.pushed_by_id,
        production.deployment_id as first_production_deployment_id,
        string_split(commits.message, chr(10))[1] as title,
        nullif(
            regexp_extract(commits.message, 'This reverts commit ([0-9a-f]{7,40})', 1),
            ''
        ) as reverted_commit_sha,
        repositories.url || '/commit/' || commits.commit_sha as url,
        commits.position,
        commits.parent_count,
        date_diff('minute', commits.authored_at, production.deployed_at)
            as minutes_from_authored_to_deployed,
        date_diff('minute', commits.committed_at, production.deployed_at)
            as minutes_to_deploy,
        commits.authored_at,
        commits.committed_at,
        landings.landed_at,
        production.deployed_at as first_deployed_at

    from commits
    inner join repositories on commits.repository_id = repositories.repository_id
    inner join landings
        on
            commits.repository_id = landings.repository_id
            and commits.commit_sha = landings.commit_sha
    left join identities on commits.author_id = identities.person_id
    left join production on landings.commit_id = production.commit_id

)

select * from final
