with signals as (

    select * from {{ ref('stg_parsed__text_signals') }}

),

items as (

    select * from {{ ref('int_items') }}

),

final as (

    select
        signals.text_signal_id,
        signals.repository_id,
        signals.kind,
        items.item_id,
        signals.comment_id,
        signals.path,
        signals.line,
        signals.commit_sha,
        signals.quote,
        signals.author_id,
        signals.said_at,
        signals.rule_id,
        signals.parameters,
        signals.is_negated,
        signals.is_hypothetical,
        signals.is_quoted,
        signals.is_template,
        signals.is_bot,
        signals.is_general,
        signals.is_inferred,
        not(
            signals.is_negated
            or signals.is_hypothetical
            or signals.is_quoted
            or signals.is_template
            or signals.is_bot
            or signals.is_general
            or signals.is_inferred
        ) as is_asserted

    from signals
    left join items on signals.item_id = items.item_id

)

select * from final
