with signals as (

    select * from {{ ref('int_text_signals_with_items') }}

),

final as (

    select
        text_signal_id,
        repository_id,
        kind,
        item_id,
        comment_id,
        path,
        line,
        commit_sha,
        quote,
        author_id,
        rule_id,
        parameters,
        is_negated,
        is_hypothetical,
        is_quoted,
        is_template,
        is_bot,
        is_general,
        is_inferred,
        is_asserted,
        said_at

    from signals

)

select * from final
