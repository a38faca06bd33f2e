-- CHAOSS "Time to first response": the first word by a person other than the author, as
-- a comment or as a review, whether that has words or not. A bot is nobody; whoever has
-- left GitHub is somebody other than an author who has not.
with items as (

    select * from {{ ref('int_items') }}

),

people as (

    select * from {{ ref('stg_raw__people') }}

),

said as (

    select
        item_id,
        repository_id,
        author_id,
        created_at as said_at

    from {{ ref('stg_raw__comments') }}
    where deleted_at is null

    union all

    select
        item_id,
        repository_id,
        reviewer_id as author_id,
        submitted_at as said_at

    from {{ ref('stg_raw__reviews') }}

),

responses as (

    select
        items.item_id,
        min(said.said_at) as first_response_at

    from items
    inner join said on items.item_id = said.item_id
    left join people
        on
            said.repository_id = people.repository_id
            and said.author_id = people.person_id
    where
        said.said_at is not null
        and said.author_id is distinct from items.author_id
        and people.is_bot is not true
    group by items.item_id

)

select * from responses
