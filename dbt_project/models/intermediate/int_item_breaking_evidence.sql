-- Why an item counts as a breaking change: its labels, its title, words in it, what it
-- does to described interfaces, or the notes of a release.
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

paths as (

    select * from {{ ref('int_breaking_paths') }}

),

release_notes as (

    select * from {{ ref('int_breaking_release_notes') }}

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
        )
        or regexp_matches(coalesce(items.body, ''), '(?m)^BREAKING[ -]CHANGE:')
            as is_titled,
        length(paths.deleted_contract_paths) > 0
        or length(paths.new_version_paths) > 0 as is_by_paths,
        release_notes.item_id is not null as is_in_release_notes,
        coalesce(release_notes.release_ids, []) as release_ids,
        coalesce(paths.path_kinds, []) as path_kinds,
        list_concat(
            coalesce(paths.deleted_contract_paths, []),
            coalesce(paths.new_version_paths, [])
        ) as broken_paths,
        coalesce(said.is_asserted, false) as is_asserted,
        coalesce(said.is_doubted, false) as is_doubted,
        coalesce(major.is_major_upgrade, false) as is_major_upgrade,
        coalesce(said.quote, release_notes.quote) as quote

    from items
    inner join labelled on items.item_id = labelled.item_id
    left join said on items.item_id = said.item_id
    left join major on items.item_id = major.item_id
    left join paths on items.item_id = paths.item_id
    left join release_notes on items.item_id = release_notes.item_id

)

select
    *,
    list_filter(
        [
            case when is_labelled then 'label' end,
            case when is_titled then 'title' end,
            case when is_asserted then 'text' end,
            case when is_major_upgrade then 'dependency' end,
            case when is_by_paths then 'paths' end,
            case when is_in_release_notes then 'release_notes' end
        ],
        lambda kind: kind is not null
    ) as evidence_kinds

from final
where
    is_labelled
    or is_titled
    or is_asserted
    or is_major_upgrade
    or is_by_paths
    or is_in_release_notes
