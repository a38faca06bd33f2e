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

people as (

    select * from {{ ref('stg_raw__people') }}

),

reviews as (

    -- By others than the author, bots apart, before the merge.
    select
        reviews.item_id,
        reviews.repository_id,
        reviews.reviewer_id,
        reviews.submitted_at

    from {{ ref('stg_raw__reviews') }} as reviews
    inner join pull_requests on reviews.item_id = pull_requests.pull_request_id
    left join people
        on
            reviews.repository_id = people.repository_id
            and reviews.reviewer_id = people.person_id
    where
        reviews.reviewer_id is distinct from pull_requests.author_id
        and people.is_bot is not true
        and (
            reviews.submitted_at <= pull_requests.merged_at
            or reviews.submitted_at is null
            or pull_requests.merged_at is null
        )

),

standing as (

    select * from {{ ref('int_reviews_standing_at_merge') }}

),

team_members as (

    select * from {{ ref('int_team_members') }}

),

reviewability as (

    select * from {{ ref('int_pull_requests_with_reviews') }}

),

identities as (

    select * from {{ ref('int_identities') }}

),

on_call as (

    select * from {{ ref('int_acts_on_call') }}

),

known_teams as (

    select distinct
        repository_id,
        team_id
    from team_members

),

teams_known as (

    -- All teams are known only where GitHub listed them; a person may have named some.
    select distinct repository_id
    from team_members
    where decision_id is null

),

resolved as (

    -- A document may leave out the organisation: `@core` is `@org/core` where there is
    -- such a team. Any other owner without a slash is a person, the only member.
    select
        expected.pull_request_id,
        expected.team_id,
        expected.area,
        expected.expected_because,
        expected.clause_id,
        pull_requests.repository_id,
        pull_requests.author_id,
        pull_requests.state,
        pull_requests.merged_at,
        pull_requests.merged_by_id,
        coalesce(known_teams.team_id, expected.team_id) as known_team_id,
        identities.login_id,
        case
            when known_teams.team_id is not null then true
            when contains(expected.team_id, '/') then false
            -- An address is somebody whose login may be unknown.
            when contains(ltrim(expected.team_id, '@'), '@')
                then identities.login_id is not null
            else
                expected.expected_because = 'codeowners'
                or teams_known.repository_id is not null
        end as are_members_known

    from expected
    inner join pull_requests
        on expected.pull_request_id = pull_requests.pull_request_id
    left join known_teams
        on
            pull_requests.repository_id = known_teams.repository_id
            and (
                expected.team_id = known_teams.team_id
                or ltrim(expected.team_id, '@')
                = split_part(known_teams.team_id, '/', 2)
            )
    left join teams_known
        on pull_requests.repository_id = teams_known.repository_id
    left join identities on expected.team_id = identities.person_id

),

members as (

    select
        repository_id,
        team_id,
        person_id
    from team_members

    union

    select
        repository_id,
        known_team_id as team_id,
        coalesce(login_id, ltrim(known_team_id, '@')) as person_id
    from resolved
    where not contains(known_team_id, '/')

),

asked as (

    -- Nobody reviews what they wrote: who owns it alone is then asked for nothing.
    select resolved.*
    from resolved
    left join members
        on
            resolved.repository_id = members.repository_id
            and resolved.known_team_id = members.team_id
    group by all
    having bool_and(members.person_id = resolved.author_id) is not true

),

team_reviews as (

    select
        reviews.item_id,
        members.team_id,
        min(reviews.submitted_at) as first_review_at,
        bool_or(coalesce(standing.is_approval, false)) as is_approved,
        bool_or(coalesce(standing.is_approval and on_call.is_on_call, false))
            as has_approval_on_call,
        bool_or(coalesce(standing.is_approval and on_call.is_on_call is null, false))
            as has_unknown_approval

    from reviews
    inner join members
        on
            reviews.repository_id = members.repository_id
            and reviews.reviewer_id = members.person_id
    left join standing
        on
            reviews.item_id = standing.item_id
            and reviews.reviewer_id = standing.reviewer_id
    left join on_call
        on
            standing.repository_id = on_call.repository_id
            and standing.reviewer_id = on_call.person_id
            and standing.submitted_at = on_call.acted_at
    group by reviews.item_id, members.team_id

),

told as (

    select
        asked.pull_request_id,
        asked.repository_id,
        asked.team_id,
        asked.area,
        asked.expected_because,
        asked.state = 'merged' as is_merged,
        asked.merged_at,
        asked.merged_by_id,
        min(asked.clause_id) as clause_id,
        bool_or(mergers.person_id is not null) as is_merged_by_owner,
        bool_and(asked.are_members_known) as are_members_known,
        bool_or(team_reviews.item_id is not null) as is_reviewed,
        bool_or(coalesce(team_reviews.is_approved, false)) as is_approved,
        bool_or(coalesce(team_reviews.has_approval_on_call, false))
            as has_approval_on_call,
        bool_or(coalesce(team_reviews.has_unknown_approval, false))
            as has_unknown_approval,
        -- Unknown without reviews, and for a team whose members cannot be read.
        bool_and(reviewability.are_reviews_known and asked.are_members_known)
            as is_known,
        min(team_reviews.first_review_at) as first_review_at

    from asked
    inner join reviewability
        on asked.pull_request_id = reviewability.item_id
    left join team_reviews
        on
            asked.pull_request_id = team_reviews.item_id
            and asked.known_team_id = team_reviews.team_id
    left join members as mergers
        on
            asked.repository_id = mergers.repository_id
            and asked.known_team_id = mergers.team_id
            and asked.merged_by_id = mergers.person_id
    group by all

),

final as (

    select
        pull_request_id || ':' || expected_because || ':' || team_id || ':' || area
            as review_coverage_id,
        pull_request_id,
        repository_id,
        team_id,
        area,
        expected_because,
        clause_id,
        case when is_reviewed or is_known then is_reviewed end as is_reviewed,
        case when is_approved or is_known then is_approved end as is_approved,
        case
            when has_approval_on_call then true
            when is_approved and not has_unknown_approval then false
        end as is_approved_by_on_call,
        is_merged,
        case
            when merged_by_id is not null and (is_merged_by_owner or are_members_known)
                then is_merged_by_owner
        end as is_merged_by_team,
        merged_at,
        first_review_at

    from told

)

select * from final
