with people as (

    select * from {{ ref('stg_raw__people') }}

),

identities as (

    select * from {{ ref('int_identities') }}

),

team_members as (

    select * from {{ ref('int_team_members') }}

),

mentioned as (

    select * from {{ ref('int_mentioned_people') }}

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

are_teams_known as (

    select count(*) > 0 as is_known
    from team_members

),

final as (

    select
        mentioned.person_id,
        coalesce(described.display_name, mentioned.person_id) as display_name,
        coalesce(described.kind, 'user') as kind,
        identities.same_as_id,
        identities.shown_by_id,
        identities.shown_by_path,
        identities.shown_by_line,
        coalesce(described.is_bot, false) as is_bot,
        case
            when are_teams_known.is_known then coalesce(teams.team_ids, [])
        end as team_ids

    from mentioned
    cross join are_teams_known
    left join described on mentioned.person_id = described.person_id
    left join identities on mentioned.person_id = identities.person_id
    left join teams on mentioned.person_id = teams.person_id

)

select * from final
