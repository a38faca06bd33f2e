-- What an incident's texts point at: from its log entry, and from its issue.
with text_references as (

    select * from {{ ref('stg_parsed__text_references') }}

),

items as (

    select * from {{ ref('int_items') }}

),

final as (

    select
        text_references.entry_id,
        text_references.item_id,
        text_references.target_item_id,
        items.item_kind as target_item_kind,
        text_references.role,
        text_references.path,
        text_references.line,
        text_references.commit_sha,
        text_references.quote

    from text_references
    inner join items on text_references.target_item_id = items.item_id
    where text_references.is_negated is not true

)

select * from final
