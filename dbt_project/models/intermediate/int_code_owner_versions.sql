-- Which version of CODEOWNERS decided on which pull request: the one in force when it
-- was merged (closed, or now), as the base branch had it. What the pull request itself
-- did to the file counts for the next one.
with pull_requests as (

    select * from {{ ref('stg_raw__pull_requests') }}

),

versions as (

    select distinct
        repository_id,
        version,
        commit_sha,
        effective_from,
        effective_to

    from {{ ref('stg_parsed__codeowners_rules') }}

),

landings as (

    select * from {{ ref('int_commit_landings') }}

),

own_changes as (

    select
        landings.pull_request_id as item_id,
        min(versions.effective_from) as changed_at

    from landings
    inner join versions
        on
            landings.repository_id = versions.repository_id
            and landings.commit_sha = versions.commit_sha
    where landings.pull_request_id is not null
    group by landings.pull_request_id

),

moments as (

    select
        pull_requests.item_id,
        pull_requests.repository_id,
        least(
            coalesce(pull_requests.merged_at, pull_requests.closed_at),
            own_changes.changed_at
        ) as decided_at

    from pull_requests
    left join own_changes on pull_requests.item_id = own_changes.item_id

)

select
    moments.item_id,
    moments.repository_id,
    versions.version

from moments
inner join versions
    on
        moments.repository_id = versions.repository_id
        and (
            versions.effective_from is null
            or moments.decided_at is null
            or moments.decided_at > versions.effective_from
        )
        and (
            versions.effective_to is null
            or moments.decided_at <= versions.effective_to
        )
-- Two commits of one second: the later one decides.
qualify
    row_number() over (partition by moments.item_id order by versions.version desc) = 1
