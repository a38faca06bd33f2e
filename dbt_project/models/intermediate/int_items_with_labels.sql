with items as (

    select * from {{ ref('int_items') }}

),

item_labels as (

    select * from {{ ref('stg_raw__item_labels') }}

),

label_names as (

    select * from {{ ref('stg_parsed__label_names') }}

),

label_kinds as (

    select * from {{ ref('label_kinds') }}

),

readability as (

    select * from {{ ref('int_readable_kinds') }}

),

named as (

    select
        item_labels.item_id,
        item_labels.repository_id,
        item_labels.label,
        coalesce(label_names.canonical_name, item_labels.label) as canonical_name,
        coalesce(label_names.facet, 'other') as facet,
        label_names.severity

    from item_labels
    left join label_names
        on
            item_labels.repository_id = label_names.repository_id
            and item_labels.label = label_names.name

),

with_incidents as (

    select distinct named.repository_id

    from named
    inner join label_kinds
        on
            label_kinds.kind = 'incident'
            and {{ is_of_kind('named.canonical_name', 'label_kinds') }}

),

kinds as (

    -- `postmortem` names an incident's issue where no label of incidents does on any
    -- item; beside one it names what the review asks for.
    select
        named.item_id,
        list_sort(
            list_distinct(
                list(
                    case label_kinds.kind
                        when 'postmortem' then 'incident' else label_kinds.kind
                    end
                )
            )
        ) as kinds

    from named
    inner join label_kinds
        on {{ is_of_kind('named.canonical_name', 'label_kinds') }}
    left join with_incidents on named.repository_id = with_incidents.repository_id
    where label_kinds.kind <> 'postmortem' or with_incidents.repository_id is null
    group by named.item_id

),

aggregated as (

    select
        item_id,
        list_sort(list(label)) as labels,
        list_sort(list_distinct(list(canonical_name))) as canonical_labels,
        list_sort(list_distinct(list(facet))) as facets,
        list_sort(
            list(label) filter (where facet = 'severity')
        ) as severity_labels,
        list_sort(
            list_distinct(list(canonical_name) filter (where facet = 'area'))
        ) as area_labels,
        min(severity) filter (where facet = 'severity') as severity

    from named
    group by item_id

),

final as (

    select
        items.item_id,
        items.repository_id,
        items.item_kind,
        case
            when labels_are_readable.is_readable is not false
                then coalesce(aggregated.labels, [])
        end as labels,
        coalesce(aggregated.canonical_labels, []) as canonical_labels,
        coalesce(aggregated.facets, []) as facets,
        coalesce(aggregated.severity_labels, []) as severity_labels,
        coalesce(aggregated.area_labels, []) as area_labels,
        coalesce(kinds.kinds, []) as kinds,
        aggregated.severity

    from items
    left join aggregated on items.item_id = aggregated.item_id
    left join kinds on items.item_id = kinds.item_id
    left join readability as labels_are_readable
        on
            items.repository_id = labels_are_readable.repository_id
            and labels_are_readable.kind = 'labels'

)

select * from final
