-- Who belongs to which team. Where people wrote down who is in a team, that is what
-- counts, and GitHub's own list of that team does not.
with listed as (

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

)

select * from united
