-- Whether whoever merged, pushed or approved was on call at that moment. Unknown where
-- no rota covers it, where it was a machine, and where a rota has somebody there and
-- nobody can tell whom.
with shifts as (

    select * from {{ ref('int_on_call_shifts') }}

),

identities as (

    select * from {{ ref('int_identities') }}

),

machines as (

    select
        repository_id,
        person_id

    from {{ ref('stg_raw__people') }}
    where is_bot or starts_with(person_id, 'role:')

),

acts as (

    select
        repository_id,
        merged_by_id as person_id,
        merged_at as acted_at
    from {{ ref('stg_raw__pull_requests') }}
    union
    select
        repository_id,
        actor_id as person_id,
        occurred_at as acted_at
    from {{ ref('int_direct_pushes') }}
    union
    select
        repository_id,
        actor_id as person_id,
        occurred_at as acted_at
    from {{ ref('int_stated_pushes') }}
    union
    select
        repository_id,
        actor_id as person_id,
        occurred_at as acted_at
    from {{ ref('stg_raw__rule_bypasses') }}
    union
    select
        repository_id,
        reviewer_id as person_id,
        submitted_at as acted_at
    from {{ ref('int_reviews_standing_at_merge') }}
    where is_approval

),

identified as (

    select
        acts.repository_id,
        acts.person_id,
        acts.acted_at,
        coalesce(identities.same_as_id, acts.person_id) as same_as_id

    from acts
    left join identities on acts.person_id = identities.person_id
    anti join machines
        on
            acts.repository_id = machines.repository_id
            and acts.person_id = machines.person_id
    -- An archive may have the day alone, which is its midnight: on a day on which
    -- somebody takes over, nobody can tell.
    anti join shifts
        on
            acts.repository_id = shifts.repository_id
            and acts.acted_at = date_trunc('day', acts.acted_at)
            and (
                (
                    acts.acted_at < shifts.begins_at
                    and acts.acted_at + interval 1 day > shifts.begins_at
                )
                or (
                    acts.acted_at < shifts.ends_at
                    and acts.acted_at + interval 1 day > shifts.ends_at
                )
            )
    where acts.person_id is not null

),

met as (

    -- Of an address without a known login, nobody can tell that it is somebody else.
    select
        identified.repository_id,
        identified.person_id,
        identified.acted_at,
        bool_or(coalesce(shifts.person_id = identified.same_as_id, false)) as is_named,
        bool_or(
            shifts.person_id is null
            or contains(shifts.person_id, '@')
            or contains(identified.same_as_id, '@')
        ) as may_be_another

    from identified
    inner join shifts
        on
            identified.repository_id = shifts.repository_id
            and identified.acted_at >= shifts.begins_at
            and identified.acted_at < shifts.ends_at
    group by identified.repository_id, identified.person_id, identified.acted_at

)

select
    repository_id,
    person_id,
    acted_at,
    case when is_named or not may_be_another then is_named end as is_on_call

from met
