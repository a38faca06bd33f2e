-- How long an item waited for somebody else: until the answer, else until it was
-- closed, else until the last moment that the data know of its repository.
with items as (

    select * from {{ ref('int_items') }}

),

responses as (

    select * from {{ ref('int_first_responses') }}

),

reviews as (

    select * from {{ ref('int_pull_requests_with_reviews') }}

),

comments as (

    select
        item_id,
        max(created_at) as last_comment_at

    from {{ ref('stg_raw__comments') }}
    where deleted_at is null
    group by item_id

),

readability as (

    select * from {{ ref('int_readable_kinds') }}
    where kind = 'comments'

),

last_moments as (

    select
        items.repository_id,
        max(
            greatest(
                items.created_at,
                items.closed_at,
                items.merged_at,
                comments.last_comment_at
            )
        ) as as_of

    from items
    left join comments on items.item_id = comments.item_id
    group by items.repository_id

),

ends as (

    select
        items.item_id,
        items.created_at,
        items.merged_at,
        case
            when responses.first_response_at is not null
                then responses.first_response_at
            when readability.is_readable
                then coalesce(items.closed_at, last_moments.as_of)
        end as response_wait_ends_at,
        case
            -- An archive tells who reviewed, but not when.
            when reviews.has_undated_review then null
            when reviews.first_review_at is not null then reviews.first_review_at
            when reviews.are_reviews_known
                then coalesce(items.merged_at, items.closed_at, last_moments.as_of)
        end as review_wait_ends_at,
        greatest(items.created_at, comments.last_comment_at) as last_activity_at,
        coalesce(items.closed_at, last_moments.as_of) as ends_at

    from items
    inner join last_moments on items.repository_id = last_moments.repository_id
    left join responses on items.item_id = responses.item_id
    left join reviews on items.item_id = reviews.item_id
    left join comments on items.item_id = comments.item_id
    left join readability on items.repository_id = readability.repository_id

),

final as (

    select
        item_id,
        date_sub('minute', created_at, response_wait_ends_at) as response_wait_minutes,
        {{ business_days_between('created_at', 'response_wait_ends_at') }}
            as response_wait_business_days,
        {{ business_days_between('created_at', 'merged_at') }} as business_days_open,
        {{ full_business_days_between('created_at', 'merged_at') }}
            as full_business_days_open,
        date_sub('minute', created_at, review_wait_ends_at) as review_wait_minutes,
        {{ business_days_between('created_at', 'review_wait_ends_at') }}
            as review_wait_business_days,
        {{ at_least_zero("date_sub('day', last_activity_at, ends_at)") }}
            as inactive_days

    from ends

)

select * from final
