-- Why no approval stood at the merge, for each merged pull request: what came nearest.
with reviews as (

    select * from {{ ref('stg_raw__reviews') }}

),

pull_requests as (

    select * from {{ ref('stg_raw__pull_requests') }}
    where state = 'merged' and deleted_at is null

),

people as (

    select * from {{ ref('stg_raw__people') }}

),

told as (

    select
        reviews.item_id,
        reviews.state,
        coalesce(
            people.is_bot or reviews.reviewer_id = pull_requests.author_id, false
        ) as is_nobody_else,
        coalesce(reviews.submitted_at > pull_requests.merged_at, false)
            as is_after_merge,
        coalesce(reviews.dismissed_at <= pull_requests.merged_at, false)
        or reviews.state = 'dismissed' as is_dismissed,
        coalesce(reviews.commit_sha <> pull_requests.head_sha, false)
            as is_of_older_commit

    from reviews
    inner join pull_requests on reviews.item_id = pull_requests.item_id
    left join people
        on
            reviews.repository_id = people.repository_id
            and reviews.reviewer_id = people.person_id

),

seen as (

    select
        item_id,
        bool_or(not is_nobody_else and is_dismissed and is_of_older_commit)
        filter (where state in ('approved', 'dismissed')) as is_reset_by_push,
        bool_or(not is_nobody_else and is_dismissed)
        filter (where state in ('approved', 'dismissed')) as is_dismissed,
        bool_or(
            not is_nobody_else and not is_after_merge and state = 'changes_requested'
        ) as has_changes_requested,
        bool_or(not is_nobody_else and is_after_merge and state = 'approved')
            as is_approved_afterwards,
        bool_or(is_nobody_else and state = 'approved') as is_approved_by_nobody_else,
        bool_or(not is_nobody_else and not is_after_merge) as is_reviewed

    from told
    group by item_id

)

select
    pull_requests.item_id,
    case
        when seen.is_reset_by_push then 'reset_by_push'
        when seen.is_dismissed then 'dismissed'
        when seen.has_changes_requested then 'changes_requested'
        when seen.is_approved_afterwards then 'approved_after_merge'
        when seen.is_approved_by_nobody_else then 'approved_by_author_or_bot'
        when seen.is_reviewed then 'comments_only'
        else 'no_review'
    end as missing_because

from pull_requests
left join seen on pull_requests.item_id = seen.item_id
