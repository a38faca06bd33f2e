-- Why an item counts as a breaking change: its labels, its title, or words in it.
with items as (

    select * from {{ ref('int_items') }}

),

labelled as (

    select * from {{ ref('int_items_with_labels') }}

),

signals as (

    select * from {{ ref('int_text_signals_with_items') }}
    where kind = 'breaking_change' and item_id is not null

),

major_upgrades as (

    select pattern
    from {{ ref('breaking_markers') }}

),

said as (

    select
        item_id,
        bool_or(is_asserted) as is_asserted,
        bool_or(is_negated or is_hypothetical) filter (where not is_bot)
            as is_doubted,
        first(quote order by is_asserted desc, comment_id asc nulls first, line asc)
            as quote

    from signals
    group by item_id

),

major as (

    select
        items.item_id,
        bool_or(regexp_matches(coalesce(items.title, ''), major_upgrades.pattern))
        or bool_or(regexp_matches(coalesce(items.body, ''), major_upgrades.pattern))
            as is_major_upgrade

    from items
    cross join major_upgrades
    where items.item_kind = 'pull_request'
    group by items.item_id

),

final as (

    select
        items.item_id,
        list_contains(labelled.kinds, 'breaking_change') as is_labelled,
        regexp_matches(
            coalesce(items.title, ''), '^[a-z]+(\([^)]*\))?!:|BREAKING[ -]CHANGE'
        ) as is_titled,
        coalesce(said.is_asserted, false) as is_asserted,
        coalesce(said.is_doubted, false) as is_doubted,
        coalesce(major.is_major_upgrade, false) as is_major_upgrade,
        said.quote

    from items
    inner join labelled on items.item_id = labelled.item_id
    left join said on items.item_id = said.item_id
    left join major on items.item_id = major.item_id

)

select *
from final
where is_labelled or is_titled or is_asserted or is_major_upgrade
