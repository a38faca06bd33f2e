with issues as (

    select * from {{ ref('stg_raw__issues') }}

),

pull_requests as (

    select * from {{ ref('stg_raw__pull_requests') }}

),

united as (

    select
        item_id,
        repository_id,
        number,
        'issue' as item_kind,
        title,
        body,
        author_id,
        created_at,
        closed_at,
        cast(null as timestamp) as merged_at,
        url,
        path,
        line

    from issues
    where deleted_at is null

    union all

    select
        item_id,
        repository_id,
        number,
        'pull_request' as item_kind,
        title,
        body,
        author_id,
        created_at,
        closed_at,
        merged_at,
        url,
        path,
        line

    from pull_requests
    where deleted_at is null

)

select * from united
