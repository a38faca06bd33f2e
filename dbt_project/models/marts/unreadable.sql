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

    union

    select
        decisions.repository_id,
        'decision:' || decisions.decision_id as unreadable_id,
        decisions.path,
        cast(null as varchar) as item_id,
        decisions.line,
        decisions.kind || '[' || decisions.position || '].' || uses.problem as reason,
        decisions.quote

    from {{ ref('stg_parsed__team_decisions') }} as decisions
    inner join {{ source('judged', 'decision_uses') }} as uses
        on decisions.decision_id = uses.decision_id
    where uses.problem is not null

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
