with pull_requests as (

    select * from {{ ref('stg_raw__pull_requests') }}

),

standing as (

    select * from {{ ref('int_reviews_standing_at_merge') }}

),

reviews as (

    select * from {{ ref('stg_raw__reviews') }}

),

team_members as (

    select * from {{ ref('int_team_members') }}

),

people as (

    select * from {{ ref('stg_raw__people') }}

),

spoken as (

    select * from {{ ref('int_spoken_approvals') }}

),

readability as (

    select * from {{ ref('int_readable_kinds') }}

),

approvals as (

    select
        item_id,
        count(*) filter (where is_approval) as approval_count,
        count(*) filter (where is_approval and is_of_merged_head)
            as approval_of_head_count,
        list_sort(
            list(reviewer_id) filter (where is_approval and reviewer_id is not null)
        ) as approved_by_ids

    from standing
    group by item_id

),

approving_teams as (

    select
        standing.item_id,
        list_sort(list_distinct(list(team_members.team_id))) as approved_by_team_ids

    from standing
    inner join team_members
        on
            standing.repository_id = team_members.repository_id
            and standing.reviewer_id = team_members.person_id
    where standing.is_approval
    group by standing.item_id

),

reviewing_teams as (

    select
        reviews.item_id,
        list_sort(list_distinct(list(team_members.team_id))) as reviewed_by_team_ids

    from reviews
    inner join pull_requests on reviews.item_id = pull_requests.item_id
    inner join team_members
        on
            reviews.repository_id = team_members.repository_id
            and reviews.reviewer_id = team_members.person_id
    where
        reviews.reviewer_id is distinct from pull_requests.author_id
        and (
            reviews.submitted_at <= pull_requests.merged_at
            or reviews.submitted_at is null
            or pull_requests.merged_at is null
        )
    group by reviews.item_id

),

merging_teams as (

    select
        pull_requests.item_id,
        list_sort(list_distinct(list(team_members.team_id))) as merged_by_team_ids

    from pull_requests
    inner join team_members
        on
            pull_requests.repository_id = team_members.repository_id
            and pull_requests.merged_by_id = team_members.person_id
    group by pull_requests.item_id

),

first_reviews as (

    select
        reviews.item_id,
        list_sort(
            list_distinct(
                list(reviews.reviewer_id) filter (
                    where reviews.reviewer_id is not null
                    and (
                        pull_requests.merged_at is null
                        or coalesce(
                            reviews.submitted_at <= pull_requests.merged_at, true
                        )
                    )
                )
            )
        ) as reviewed_by_ids,
        min(reviews.submitted_at) as first_review_at,
        bool_or(reviews.submitted_at is null) as has_undated_review

    from reviews
    inner join pull_requests on reviews.item_id = pull_requests.item_id
    left join people
        on
            reviews.repository_id = people.repository_id
            and reviews.reviewer_id = people.person_id
    where
        reviews.reviewer_id is distinct from pull_requests.author_id
        and people.is_bot is not true
    group by reviews.item_id

),

known as (

    select
        pull_requests.item_id,
        pull_requests.repository_id,
        pull_requests.merged_by_id,
        -- An archive has no reviews, unless the item itself states who approved it.
        coalesce(readability.is_readable, false)
        or approvals.item_id is not null as are_reviews_known,
        pull_requests.stated_approval_count

    from pull_requests
    left join approvals on pull_requests.item_id = approvals.item_id
    left join readability
        on
            pull_requests.repository_id = readability.repository_id
            and readability.kind = 'reviews'

),

teams_known as (

    select distinct repository_id
    from team_members

),

final as (

    select
        known.item_id,
        known.are_reviews_known,
        case
            when known.are_reviews_known then coalesce(approvals.approval_count, 0)
            else known.stated_approval_count
        end as approval_count,
        -- One who approved in both ways is one; whom an archive counts, nobody knows.
        case
            when known.are_reviews_known
                then
                    coalesce(approvals.approval_count, 0)
                    + length(
                        list_filter(
                            coalesce(spoken.documented_approver_ids, []),
                            lambda person_: not list_contains(
                                coalesce(approvals.approved_by_ids, []), person_
                            )
                        )
                    )
            when known.stated_approval_count is not null
                then
                    greatest(
                        known.stated_approval_count,
                        coalesce(length(spoken.documented_approver_ids), 0)
                    )
        end as recognised_approval_count,
        case
            when known.are_reviews_known
                then coalesce(approvals.approval_of_head_count, 0)
        end as approval_of_head_count,
        case
            when known.are_reviews_known
                then coalesce(first_reviews.reviewed_by_ids, [])
        end as reviewed_by_ids,
        case
            when known.are_reviews_known then coalesce(approvals.approved_by_ids, [])
        end
            as approved_by_ids,
        case
            when known.are_reviews_known and teams_known.repository_id is not null
                then coalesce(approving_teams.approved_by_team_ids, [])
        end as approved_by_team_ids,
        case
            when known.are_reviews_known and teams_known.repository_id is not null
                then coalesce(reviewing_teams.reviewed_by_team_ids, [])
        end as reviewed_by_team_ids,
        case
            when
                known.merged_by_id is not null
                and teams_known.repository_id is not null
                then coalesce(merging_teams.merged_by_team_ids, [])
        end as merged_by_team_ids,
        first_reviews.first_review_at,
        coalesce(first_reviews.has_undated_review, false) as has_undated_review

    from known
    left join approvals on known.item_id = approvals.item_id
    left join spoken on known.item_id = spoken.item_id
    left join approving_teams on known.item_id = approving_teams.item_id
    left join reviewing_teams on known.item_id = reviewing_teams.item_id
    left join merging_teams on known.item_id = merging_teams.item_id
    left join first_reviews on known.item_id = first_reviews.item_id
    left join teams_known on known.repository_id = teams_known.repository_id

)

select * from final
