-- Who acts in a record that is still there; whom only deleted records named is nobody,
-- as after a fresh reading. An archive's people are those that it names.
with items as (

    select
        item_id,
        author_id

    from {{ ref('int_items') }}

),

repositories as (

    select * from {{ ref('stg_raw__repositories') }}

),

under_items as (

    select
        item_id,
        merged_by_id as person_id
    from {{ ref('stg_raw__pull_requests') }}
    union all
    select
        item_id,
        author_id as person_id
    from {{ ref('stg_raw__comments') }}
    where deleted_at is null
    union all
    select
        item_id,
        reviewer_id as person_id
    from {{ ref('stg_raw__reviews') }}
    union all
    select
        item_id,
        reviewer_id as person_id
    from {{ ref('stg_raw__review_requests') }}
    where not starts_with(reviewer_id, '@')
    union all
    select
        item_id,
        actor_id as person_id
    from {{ ref('stg_raw__label_events') }}
    union all
    select
        item_id,
        actor_id as person_id
    from {{ ref('stg_raw__timeline_events') }}

),

united as (

    select author_id as person_id from items
    union
    select under_items.person_id
    from under_items
    inner join items on under_items.item_id = items.item_id
    union
    select author_id as person_id from {{ ref('stg_raw__commits') }}
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
    select person_id from {{ ref('int_team_members') }}
    union
    select same_as_id as person_id from {{ ref('int_identities') }}
    union
    select people.person_id
    from {{ ref('stg_raw__people') }} as people
    inner join repositories on people.repository_id = repositories.repository_id
    where repositories.source = 'archive'

)

select person_id
from united
where person_id is not null
