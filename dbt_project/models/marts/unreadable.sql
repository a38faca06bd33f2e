-- Built with what was judged, since only the judge knows which decisions lead nowhere.
{{ config(tags=['judged']) }}

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
