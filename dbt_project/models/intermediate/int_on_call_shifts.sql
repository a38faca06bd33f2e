-- Who is on call when: what people wrote into policies.yml, and the rotas of documents
-- except where the former speaks of the same rota. A bare name is a person only where
-- it is the login, or the full name, of one whom the repository knows, and of nobody
-- else.
with found as (

    select * from {{ ref('stg_parsed__on_call_shifts') }}

),

stated as (

    select
        decision_id,
        repository_id,
        subject as rota,
        details ->> 'person' as person_id,
        cast(from_on as timestamp) as begins_at,
        cast(until_on + 1 as timestamp) as ends_at,
        path,
        line,
        commit_sha,
        quote

    from {{ ref('stg_parsed__team_decisions') }}
    where kind = 'on_call'

),

identities as (

    select * from {{ ref('int_identities') }}

),

people as (

    select
        people.repository_id,
        coalesce(identities.same_as_id, people.person_id) as person_id,
        lower(people.person_id) as login,
        lower(people.display_name) as full_name

    from {{ ref('stg_raw__people') }} as people
    left join identities on people.person_id = identities.person_id
    where people.is_bot is not true and not starts_with(people.person_id, 'role:')

),

alike as (

    -- Everybody who may be meant by a bare name.
    select
        found.on_call_shift_id,
        people.person_id,
        people.login = lower(found.person_as_written)
        or (
            contains(found.person_as_written, ' ')
            and people.full_name = lower(found.person_as_written)
        ) as is_certain

    from found
    inner join people
        on
            found.repository_id = people.repository_id
            and (
                people.login = lower(found.person_as_written)
                or people.full_name = lower(found.person_as_written)
                or split_part(people.full_name, ' ', 1)
                = lower(found.person_as_written)
            )
    where found.person_id is null and not contains(people.person_id, '@')

),

named as (

    select
        on_call_shift_id,
        min(person_id) as person_id

    from alike
    group by on_call_shift_id
    having count(distinct person_id) = 1 and bool_or(coalesce(is_certain, false))

),

united as (

    select
        found.on_call_shift_id,
        found.repository_id,
        found.rota,
        found.role,
        found.person_as_written,
        coalesce(found.person_id, named.person_id) as person_id,
        cast(null as varchar) as decision_id,
        found.path,
        found.line,
        found.commit_sha,
        found.quote,
        found.zone_is_assumed,
        found.begins_at,
        found.ends_at

    from found
    left join named on found.on_call_shift_id = named.on_call_shift_id
    anti join stated
        on
            found.repository_id = stated.repository_id
            and lower(found.rota) = lower(stated.rota)
            and found.begins_at < stated.ends_at
            and found.ends_at > stated.begins_at

    union all

    select
        decision_id as on_call_shift_id,
        repository_id,
        rota,
        cast(null as varchar) as role,
        person_id as person_as_written,
        person_id,
        decision_id,
        path,
        line,
        commit_sha,
        quote,
        true as zone_is_assumed,
        begins_at,
        ends_at

    from stated

)

select
    united.* exclude (person_id),
    coalesce(identities.same_as_id, united.person_id) as person_id

from united
left join identities on united.person_id = identities.person_id
