-- What the texts of a merged pull request say about going round the gate.
with signals as (

    select * from {{ ref('int_text_signals_with_items') }}
    where is_asserted and item_id is not null

),

pull_requests as (

    select * from {{ ref('stg_raw__pull_requests') }}
    where state = 'merged' and deleted_at is null

),

reason_markers as (

    select * from {{ ref('reason_markers') }}

),

statements as (

    select
        signals.item_id,
        signals.text_signal_id,
        signals.quote,
        signals.said_at,
        bool_or(coalesce(regexp_matches(signals.quote, reason_markers.pattern), false))
            as states_reason

    from signals
    inner join pull_requests on signals.item_id = pull_requests.item_id
    cross join reason_markers
    where signals.kind = 'override'
    group by all

),

final as (

    select
        item_id,
        count(*) as statement_count,
        first(quote order by states_reason desc, text_signal_id asc) as quote,
        bool_or(states_reason) as has_recorded_reason,
        first(quote order by text_signal_id) filter (where states_reason)
            as reason_quote

    from statements
    group by item_id

)

select * from final
