-- Who belongs to which team: a team's members are members of the team above it, too, as
-- on GitHub; that is inherited. Where people wrote down who is in a team, that is what
-- counts, and GitHub's own list of that team does not.
with recursive listed as (

    select * from {{ ref('stg_raw__team_members') }}

),

decisions as (

    select
        *,
        row_number() over (
            partition by repository_id, lower(subject)
            -- What stands beside the configuration comes after the repository's own.
            order by stated_in = 'configuration', position
        ) as precedence

    from {{ ref('stg_parsed__team_decisions') }}
    where kind = 'teams'

),

stated as (

    select
        repository_id,
        lower(subject) as team_id,
        unnest(cast(details -> 'people' as varchar[])) as person_id,
        decision_id

    from decisions
    qualify
        precedence = max(precedence) over (partition by repository_id, lower(subject))

),

united as (

    select
        listed.repository_id,
        listed.team_id,
        listed.person_id,
        cast(null as varchar) as decision_id

    from listed
    left join decisions
        on
            listed.repository_id = decisions.repository_id
            and listed.team_id = lower(decisions.subject)
    where decisions.decision_id is null

    union

    select
        repository_id,
        team_id,
        person_id,
        decision_id

    from stated

),

teams as (

    select * from {{ ref('stg_raw__teams') }}

),

climbing as (

    select
        repository_id,
        team_id,
        person_id,
        decision_id,
        false as is_inherited

    from united

    union

    select
        climbing.repository_id,
        teams.parent_team_id as team_id,
        climbing.person_id,
        cast(null as varchar) as decision_id,
        true as is_inherited

    from climbing
    inner join teams
        on
            climbing.repository_id = teams.repository_id
            and climbing.team_id = teams.team_id
    left join decisions
        on
            climbing.repository_id = decisions.repository_id
            and teams.parent_team_id = lower(decisions.subject)
    where teams.parent_team_id is not null and decisions.decision_id is null

),

final as (

    select
        repository_id,
        team_id,
        person_id,
        min(decision_id) as decision_id,
        bool_and(is_inherited) as is_inherited

    from climbing
    group by repository_id, team_id, person_id

)

select * from final
