-- Why an item counts as a breaking change: its labels, its title, its commit, words in
-- it, what it does to described interfaces, a notice that announced it, or the notes of
-- a release.
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

markers as (

    select
        string_agg(pattern, '|') filter (where place = 'empty_quote') as empty_quote,
        string_agg(pattern, '|') filter (where place = 'heading_quote')
            as heading_quote,
        string_agg(pattern, '|') filter (where place = 'removal_title')
            as removal_title,
        string_agg(pattern, '|') filter (where place = 'internal_title')
            as internal_title

    from {{ ref('breaking_markers') }}

),

declarations as (

    select * from {{ ref('int_breaking_declarations') }}

),

dependencies as (

    select * from {{ ref('int_breaking_dependencies') }}

),

removals as (

    select * from {{ ref('int_removals') }}

),

paths as (

    select * from {{ ref('int_breaking_paths') }}

),

release_notes as (

    select * from {{ ref('int_breaking_release_notes') }}

),

said as (

    -- A form's line that says that nothing breaks is no statement that something does.
    select
        signals.item_id,
        bool_or(signals.is_asserted) as is_asserted,
        bool_or(signals.is_asserted) filter (where signals.comment_id is null)
            as is_asserted_in_description,
        bool_or(signals.is_negated or signals.is_hypothetical)
        filter (where not signals.is_bot)
            as is_doubted,
        first(
            signals.quote
            order by
                signals.is_asserted desc,
                signals.comment_id asc nulls first,
                signals.line asc
        ) as quote

    from signals
    cross join markers
    left join declarations on signals.item_id = declarations.item_id
    where
        not regexp_matches(signals.quote, markers.empty_quote)
        and not (
            coalesce(declarations.is_denied, false)
            and regexp_matches(signals.quote, markers.heading_quote)
        )
    group by signals.item_id

),

final as (

    select
        items.item_id,
        list_contains(labelled.kinds, 'breaking_change') as is_labelled,
        coalesce(declarations.is_titled, false) as is_titled,
        coalesce(declarations.is_in_commit, false) as is_in_commit,
        length(paths.deleted_contract_paths) > 0
        or length(paths.new_version_paths) > 0
        or (
            length(paths.contract_paths) > 0
            and regexp_matches(coalesce(items.title, ''), markers.removal_title)
            and not regexp_matches(items.title, markers.internal_title)
        ) as is_by_paths,
        coalesce(removals.item_id = removals.removal_id, false) as is_removal,
        coalesce(removals.item_id <> removals.removal_id, false) as is_notice,
        release_notes.item_id is not null as is_in_release_notes,
        coalesce(release_notes.release_ids, []) as release_ids,
        coalesce(paths.path_kinds, []) as path_kinds,
        list_concat(
            coalesce(paths.deleted_contract_paths, []),
            coalesce(paths.new_version_paths, [])
        ) as broken_paths,
        coalesce(said.is_asserted, false)
        or declarations.ticked_quote is not null as is_asserted,
        coalesce(said.is_asserted_in_description, false)
        or declarations.ticked_quote is not null as is_asserted_in_description,
        coalesce(said.is_doubted, false) as is_doubted,
        dependencies.item_id is not null as is_major_upgrade,
        coalesce(
            said.quote, declarations.ticked_quote, release_notes.quote
        ) as quote

    from items
    cross join markers
    inner join labelled on items.item_id = labelled.item_id
    left join declarations on items.item_id = declarations.item_id
    left join said on items.item_id = said.item_id
    left join dependencies on items.item_id = dependencies.item_id
    left join removals on items.item_id = removals.item_id
    left join paths on items.item_id = paths.item_id
    left join release_notes on items.item_id = release_notes.item_id

)

select
    *,
    list_filter(
        [
            case when is_labelled then 'label' end,
            case when is_titled then 'title' end,
            case when is_in_commit then 'commit_message' end,
            case when is_asserted then 'text' end,
            case when is_major_upgrade then 'dependency' end,
            case when is_by_paths then 'paths' end,
            case when is_removal then 'removal' end,
            case when is_notice then 'notice' end,
            case when is_in_release_notes then 'release_notes' end
        ],
        lambda kind: kind is not null
    ) as evidence_kinds

from final
where
    is_labelled
    or is_titled
    or is_in_commit
    or is_removal
    or is_notice
    or is_asserted
    or is_major_upgrade
    or is_by_paths
    or is_in_release_notes
