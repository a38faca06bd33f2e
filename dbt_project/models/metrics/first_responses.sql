-- CHAOSS "Time to First Response": from opening to the first answer by another person,
-- a comment or a submitted review, whichever came first.
with issues as (

    select
        issue_id as item_id,
        repository_id,
        'issue' as item_kind,
        created_at,
        first_response_at

    from {{ ref('issues') }}

),

pull_requests as (

    select
        pull_request_id as item_id,
        repository_id,
        'pull_request' as item_kind,
        created_at,
        -- least() passes over NULL: one of the two is enough.
        least(first_response_at, first_review_at) as first_response_at

    from {{ ref('pull_requests') }}

),

items as (

    select * from issues

    union all

    select * from pull_requests

),

final as (

    select
        item_id,
        repository_id,
        item_kind,
        {{ at_least_zero("date_diff('second', created_at, first_response_at)") }}
        / 3600.0 as hours_to_first_response,
        created_at,
        first_response_at

    from items

)

select * from final
