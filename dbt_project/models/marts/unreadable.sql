with united as (

    select
        repository_id,
        unreadable_id,
        path,
        item_id,
        line,
        reason,
        quote
    from {{ ref('stg_raw__unreadable') }}

    union

    select
        repository_id,
        unreadable_id,
        path,
        item_id,
        line,
        reason,
        quote
    from {{ ref('stg_parsed__unreadable') }}

)

select
    repository_id || ':' || unreadable_id as unreadable_id,
    repository_id,
    path,
    item_id,
    line,
    reason,
    quote

from united
