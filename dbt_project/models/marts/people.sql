with people as (

    select * from {{ ref('stg_raw__people') }}

),

team_members as (

    select * from {{ ref('stg_raw__team_members') }}

),

mentioned as (

    select author_id as person_id from {{ ref('stg_raw__issues') }}
    union
    select author_id as person_id from {{ ref('stg_raw__pull_requests') }}
    union
    select merged_by_id as person_id from {{ ref('stg_raw__pull_requests') }}
    union
    select author_id as person_id from {{ ref('stg_raw__comments') }}
    union
    select reviewer_id as person_id from {{ ref('stg_raw__reviews') }}
    union
    select author_id as person_id from {{ ref('stg_raw__commits') }}
    union
    select actor_id as person_id from {{ ref('stg_raw__label_events') }}
    union
    select actor_id as person_id from {{ ref('stg_raw__pushes') }}
    union
    select actor_id as person_id from {{ ref('stg_raw__rule_bypasses') }}
    union
    select creator_id as person_id from {{ ref('stg_raw__deployments') }}
    union
    select author_id as person_id from {{ ref('stg_raw__releases') }}
    union
    select owner_id as person_id from {{ ref('stg_parsed__action_items') }}
    union
    select person_id from team_members

),

described as (

    select
        person_id,
        first(display_name order by display_name nulls last) as display_name,
        first(kind order by kind nulls last) as kind,
        bool_or(coalesce(is_bot, false)) as is_bot

    from people
    group by person_id

),

teams as (

    select
        person_id,
        list_sort(list_distinct(list(team_id))) as team_ids

    from team_members
    group by person_id

),

everybody as (

    select person_id from described
    union
    select person_id from mentioned
    where person_id is not null

),

are_teams_known as (

    select count(*) > 0 as is_known
    from team_members

),

final as (

    select
        everybody.person_id,
        coalesce(described.display_name, everybody.person_id) as display_name,
        coalesce(described.kind, 'user') as kind,
        coalesce(described.is_bot, false) as is_bot,
        case
            when are_teams_known.is_known then coalesce(teams.team_ids, [])
        end as team_ids

    from everybody
    cross join are_teams_known
    left join described on everybody.person_id = described.person_id
    left join teams on everybody.person_id = teams.person_id

)

select * from final
