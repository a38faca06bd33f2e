with expected as (

    select
        pull_request_id,
        team_id,
        area,
        'document' as expected_because,
        clause_id

    from {{ ref('int_expected_reviews') }}

    union all

    select
        pull_request_id,
        team_id,
        area,
        'codeowners' as expected_because,
        cast(null as varchar) as clause_id

    from {{ ref('int_code_owner_reviews') }}

),

pull_requests as (

    select * from {{ ref('pull_requests') }}

),

reviews as (

    select * from {{ ref('stg_raw__reviews') }}

),

standing as (

    select * from {{ ref('int_reviews_standing_at_merge') }}

),

team_members as (

    select * from {{ ref('stg_raw__team_members') }}

),

reviewability as (

    select * from {{ ref('int_pull_requests_with_reviews') }}

),

members as (

    select
        repository_id,
        team_id,
        person_id
    from team_members

    union

    -- An owner may be a person, who is then the only member.
    select
        pull_requests.repository_id,
        expected.team_id,
        ltrim(expected.team_id, '@') as person_id
    from expected
    inner join pull_requests
        on expected.pull_request_id = pull_requests.pull_request_id
    where expected.team_id like '@%' and not contains(expected.team_id, '/')

),

known_teams as (

    select distinct
        repository_id,
        team_id
    from team_members

),

team_reviews as (

    select
        reviews.item_id,
        members.team_id,
        min(reviews.submitted_at) as first_review_at,
        bool_or(coalesce(standing.is_approval, false)) as is_approved

    from reviews
    inner join members
        on
            reviews.repository_id = members.repository_id
            and reviews.reviewer_id = members.person_id
    left join standing
        on
            reviews.item_id = standing.item_id
            and reviews.reviewer_id = standing.reviewer_id
    group by reviews.item_id, members.team_id

),

final as (

    select
        expected.pull_request_id || ':' || expected.expected_because || ':'
        || expected.team_id || ':' || expected.area as review_coverage_id,
        expected.pull_request_id,
        pull_requests.repository_id,
        expected.team_id,
        expected.area,
        expected.expected_because,
        min(expected.clause_id) as clause_id,
        -- Unknown without reviews, and for a team whose members cannot be read.
        case
            when bool_or(team_reviews.item_id is not null) then true
            when
                bool_and(reviewability.are_reviews_known)
                and bool_or(
                    known_teams.team_id is not null
                    or (
                        expected.team_id like '@%'
                        and not contains(expected.team_id, '/')
                        and pull_requests.approved_by_team_ids is not null
                    )
                )
                then false
        end as is_reviewed,
        case
            when bool_or(team_reviews.is_approved) then true
            when
                bool_and(reviewability.are_reviews_known)
                and bool_or(
                    known_teams.team_id is not null
                    or (
                        expected.team_id like '@%'
                        and not contains(expected.team_id, '/')
                        and pull_requests.approved_by_team_ids is not null
                    )
                )
                then false
        end as is_approved,
        min(team_reviews.first_review_at) as first_review_at

    from expected
    inner join pull_requests
        on expected.pull_request_id = pull_requests.pull_request_id
    inner join reviewability
        on expected.pull_request_id = reviewability.item_id
    left join team_reviews
        on
            expected.pull_request_id = team_reviews.item_id
            and expected.team_id = team_reviews.team_id
    left join known_teams
        on
            pull_requests.repository_id = known_teams.repository_id
            and expected.team_id = known_teams.team_id
    group by all

)

select * from final
