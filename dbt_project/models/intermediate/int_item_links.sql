-- Every stated link between two items, both as fields and as sentences, one way only:
-- the pull request or issue that speaks, its target, and the role.
with item_links as (

    select * from {{ ref('stg_raw__item_links') }}

),

text_references as (

    select * from {{ ref('stg_parsed__text_references') }}

),

items as (

    select * from {{ ref('int_items') }}

),

united as (

    select
        repository_id,
        item_id,
        target_item_id,
        case kind
            when 'closes' then 'closes'
            when 'fixed_by' then 'fix'
            when 'caused_by' then 'cause'
            else 'mention'
        end as role,
        cast(null as varchar) as quote

    from item_links

    union all

    select
        repository_id,
        item_id,
        target_item_id,
        role,
        quote

    from text_references
    where item_id is not null and entry_id is null and is_negated is not true

),

final as (

    select
        united.repository_id,
        united.item_id,
        source_items.item_kind,
        united.target_item_id,
        target_items.item_kind as target_item_kind,
        united.role,
        first(united.quote order by united.quote nulls last) as quote

    from united
    inner join items as source_items on united.item_id = source_items.item_id
    inner join items as target_items on united.target_item_id = target_items.item_id
    where united.item_id <> united.target_item_id
    group by all

)

select * from final
