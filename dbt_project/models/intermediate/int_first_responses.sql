-- CHAOSS "Time to first response": the first word by a person other than the author.
with items as (

    select * from {{ ref('int_items') }}

),

comments as (

    select * from {{ ref('stg_raw__comments') }}

),

people as (

    select * from {{ ref('stg_raw__people') }}

),

responses as (

    select
        items.item_id,
        min(comments.created_at) as first_response_at

    from items
    inner join comments on items.item_id = comments.item_id
    left join people
        on
            comments.repository_id = people.repository_id
            and comments.author_id = people.person_id
    where
        comments.created_at is not null
        and comments.deleted_at is null
        and comments.author_id is distinct from items.author_id
        and people.is_bot is not true
    group by items.item_id

)

select * from responses
