-- What brought each commit of the default branch there: the merged pull request whose
-- merge commit it is, or which the same push carries further up (a rebase, a queue's
-- batch); else the push alone.
with commits as (

    select * from {{ ref('stg_raw__commits') }}

),

pull_requests as (

    select * from {{ ref('stg_raw__pull_requests') }}
    where state = 'merged' and deleted_at is null

),

pushes as (

    select * from {{ ref('int_default_branch_pushes') }}

),

merge_commits as (

    -- A batch may give several pull requests one commit; the lowest number stands.
    select
        commits.repository_id,
        commits.position,
        arg_min(pull_requests.item_id, pull_requests.number) as pull_request_id,
        arg_min(pull_requests.merged_at, pull_requests.number) as merged_at

    from pull_requests
    inner join commits
        on
            pull_requests.repository_id = commits.repository_id
            and pull_requests.merge_commit_sha = commits.commit_sha
    group by commits.repository_id, commits.position

),

push_ranges as (

    select
        pushes.repository_id,
        pushes.push_id,
        pushes.kind,
        pushes.actor_id,
        pushes.occurred_at,
        befores.position as before_position,
        afters.position as after_position

    from pushes
    inner join commits as afters
        on
            pushes.repository_id = afters.repository_id
            and pushes.after_sha = afters.commit_sha
    inner join commits as befores
        on
            pushes.repository_id = befores.repository_id
            and pushes.before_sha = befores.commit_sha
    where befores.position < afters.position
    -- A force push may bring a commit back: what brought it last counts.
    qualify
        row_number() over (
            partition by pushes.repository_id, afters.position
            order by pushes.occurred_at desc, pushes.push_id desc
        ) = 1

),

pushed as (

    select
        commits.repository_id,
        commits.commit_sha,
        commits.position,
        push_ranges.push_id,
        push_ranges.kind,
        push_ranges.actor_id,
        push_ranges.occurred_at,
        push_ranges.after_position

    from commits
    asof left join push_ranges
        on
            commits.repository_id = push_ranges.repository_id
            and commits.position <= push_ranges.after_position
    where
        push_ranges.push_id is null
        or commits.position > push_ranges.before_position

),

carried as (

    -- The next merge commit up the line, where the same push ends no earlier.
    select
        pushed.repository_id,
        pushed.commit_sha,
        merge_commits.pull_request_id,
        merge_commits.merged_at

    from pushed
    asof inner join merge_commits
        on
            pushed.repository_id = merge_commits.repository_id
            and pushed.position <= merge_commits.position
    where
        merge_commits.position <= pushed.after_position
        and pushed.kind in ('pr_merge', 'merge_queue_merge')

),

final as (

    select
        commits.repository_id || '@' || commits.commit_sha as commit_id,
        commits.repository_id,
        commits.commit_sha,
        commits.position,
        coalesce(merge_commits.pull_request_id, carried.pull_request_id)
            as pull_request_id,
        coalesce(merge_commits.merged_at, carried.merged_at, pushed.occurred_at)
            as landed_at,
        case
            when
                coalesce(merge_commits.pull_request_id, carried.pull_request_id)
                is not null
                then 'pull_request'
            when pushed.kind is not null then 'push'
        end as landed_by,
        pushed.actor_id as pushed_by_id,
        pushed.push_id

    from commits
    left join merge_commits
        on
            commits.repository_id = merge_commits.repository_id
            and commits.position = merge_commits.position
    left join pushed
        on
            commits.repository_id = pushed.repository_id
            and commits.commit_sha = pushed.commit_sha
    left join carried
        on
            commits.repository_id = carried.repository_id
            and commits.commit_sha = carried.commit_sha

)

select
    *,
    -- Of a rebase, a deployment may have a part only.
    pull_request_id is not null
    and position
    = max(position) over (partition by repository_id, pull_request_id)
        as is_last_of_pull_request

from final
