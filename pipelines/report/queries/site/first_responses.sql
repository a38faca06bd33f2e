-- Issues and pull requests by how long they waited for an answer, the longest first.
with items as (

    select
        issue_id as item_id,
        'issue' as kind,
        author_id,
        created_at,
        first_response_at,
        response_wait_minutes,
        state

    from issues

    union all

    select
        pull_request_id as item_id,
        'pull request' as kind,
        author_id,
        created_at,
        first_response_at,
        response_wait_minutes,
        state

    from pull_requests

)

select *
from items
where created_at is not null
order by
    response_wait_minutes desc nulls last,
    created_at desc,
    item_id
