-- Standing approval: the reviewer's last decisive review before the merge, by neither
-- the author nor a bot. A review without a time (an archive's) stands as it is stated.
-- All who have left GitHub are one reviewer, whom nobody can name: reviewer_id is NULL.
with reviews as (

    select * from {{ ref('stg_raw__reviews') }}

),

pull_requests as (

    select * from {{ ref('stg_raw__pull_requests') }}

),

people as (

    select * from {{ ref('stg_raw__people') }}

),

decisive as (

    select
        pull_requests.item_id,
        pull_requests.repository_id,
        reviews.reviewer_id,
        reviews.submitted_at,
        coalesce(
            reviews.state = 'approved'
            and (
                reviews.dismissed_at is null
                or reviews.dismissed_at > pull_requests.merged_at
            ),
            false
        ) as is_approval,
        coalesce(reviews.commit_sha = pull_requests.head_sha, false)
            as is_of_merged_head,
        row_number() over (
            partition by pull_requests.item_id, reviews.reviewer_id
            order by reviews.submitted_at desc nulls last, reviews.review_id desc
        ) as recency

    from reviews
    inner join pull_requests on reviews.item_id = pull_requests.item_id
    left join people
        on
            reviews.repository_id = people.repository_id
            and reviews.reviewer_id = people.person_id
    where
        reviews.state in ('approved', 'changes_requested', 'dismissed')
        and reviews.reviewer_id is distinct from pull_requests.author_id
        and people.is_bot is not true
        and (
            reviews.submitted_at <= pull_requests.merged_at
            or reviews.submitted_at is null
            or pull_requests.merged_at is null
        )

)

select
    item_id,
    repository_id,
    reviewer_id,
    coalesce(reviewer_id, '') as reviewer_key,
    submitted_at,
    is_approval,
    is_of_merged_head

from decisive
where recency = 1
