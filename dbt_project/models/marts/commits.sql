with commits as (

    select * from {{ ref('stg_raw__commits') }}

),

repositories as (

    select * from {{ ref('stg_raw__repositories') }}

),

landings as (

    select * from {{ ref('int_commit_landings') }}

),

mailmap_entries as (

    -- Lines that ask for a name and an address: of such commits the author is told.
    select * from {{ ref('stg_parsed__mailmap_entries') }}
    where commit_name is not null
    qualify
        row_number() over (
            partition by repository_id, commit_person_id, lower(commit_name)
            order by line desc
        ) = 1

),

authors as (

    select
        commits.repository_id,
        commits.commit_sha,
        coalesce(mailmap_entries.person_id, commits.author_id) as author_id

    from commits
    left join mailmap_entries
        on
            commits.repository_id = mailmap_entries.repository_id
            and commits.author_id = mailmap_entries.commit_person_id
            and lower(commits.author_name) = lower(mailmap_entries.commit_name)

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
        coalesce(identities.same_as_id, authors.author_id) as author_id,
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
        date_sub('minute', commits.authored_at, production.deployed_at)
            as minutes_from_authored_to_deployed,
        date_sub('minute', commits.committed_at, production.deployed_at)
            as minutes_to_deploy,
        regexp_matches(
            commits.message, '(^|\n)[ \t]*signed-off-by:[^<\n]*<[^>\n]+>', 'i'
        ) as is_signed_off,
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
    inner join authors
        on
            commits.repository_id = authors.repository_id
            and commits.commit_sha = authors.commit_sha
    left join identities on authors.author_id = identities.person_id
    left join production on landings.commit_id = production.commit_id

)

select * from final
