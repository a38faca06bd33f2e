-- What is asserted in an item's own words: its title, text and comments.
with signals as (

    select * from {{ ref('int_text_signals_with_items') }}
    where is_asserted and item_id is not null

),

final as (

    select
        item_id,
        list_sort(list_distinct(list(kind))) as signal_kinds,
        list_sort(
            list_distinct(list(kind) filter (where comment_id is null))
        ) as description_signal_kinds,
        min(cast(json_extract_string(parameters, '$.severity') as integer))
        filter (where kind = 'severity_assigned' and comment_id is null)
            as stated_severity,
        list_sort(
            list_distinct(
                list(json_extract_string(parameters, '$.severity_as_written'))
                filter (where kind = 'severity_assigned')
            )
        ) as stated_severities_as_written,
        max(cast(json_extract_string(parameters, '$.deprecation_days') as bigint))
        filter (where kind = 'deprecation_window')
            as stated_deprecation_days

    from signals
    group by item_id

)

select * from final
