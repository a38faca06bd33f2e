-- Pushes to the default branch that no merged pull request explains, by GitHub's own
-- record of activity. Merge queues and bots (releases) are the gate's own way, also a
-- bot that pushes its own commit with somebody's token.
with pushes as (

    select * from {{ ref('stg_raw__pushes') }}

),

repositories as (

    select * from {{ ref('stg_raw__repositories') }}

),

pull_requests as (

    select * from {{ ref('stg_raw__pull_requests') }}

),

people as (

    select * from {{ ref('stg_raw__people') }}

),

commits as (

    select * from {{ ref('stg_raw__commits') }}

),

final as (

    select
        pushes.repository_id,
        pushes.push_id,
        pushes.kind,
        pushes.after_sha as commit_sha,
        pushes.actor_id,
        pushes.occurred_at,
        commits.message

    from pushes
    inner join repositories on pushes.repository_id = repositories.repository_id
    left join pull_requests
        on
            pushes.repository_id = pull_requests.repository_id
            and pushes.after_sha = pull_requests.merge_commit_sha
    left join people
        on
            pushes.repository_id = people.repository_id
            and pushes.actor_id = people.person_id
    left join commits
        on
            pushes.repository_id = commits.repository_id
            and pushes.after_sha = commits.commit_sha
    left join people as authors
        on
            commits.repository_id = authors.repository_id
            and commits.author_id = authors.person_id
    where
        pushes.kind in ('push', 'force_push')
        and pushes.ref in (
            repositories.default_branch, 'refs/heads/' || repositories.default_branch
        )
        and pull_requests.item_id is null
        and people.is_bot is not true
        and not coalesce(
            authors.is_bot
            and (
                commits.committer_email = commits.author_email
                or commits.committer_email = 'noreply@github.com'
            ),
            false
        )

)

select * from final
