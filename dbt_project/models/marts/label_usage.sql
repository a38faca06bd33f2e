with item_labels as (

    select * from {{ ref('stg_raw__item_labels') }}

),

items as (

    select * from {{ ref('int_items') }}

),

events as (

    select * from {{ ref('int_label_events') }}

),

label_names as (

    select * from {{ ref('stg_parsed__label_names') }}

),

last_events as (

    select
        item_id,
        label,
        min(occurred_at) filter (where action = 'labeled') as first_applied_at,
        max(occurred_at) filter (where action = 'labeled') as applied_at,
        arg_max_null(actor_id, occurred_at) filter (where action = 'labeled')
            as applied_by_id,
        count(*) filter (where action = 'labeled') as application_count,
        max(occurred_at) filter (where action = 'unlabeled') as unlabeled_at,
        arg_max_null(actor_id, occurred_at) filter (where action = 'unlabeled')
            as unlabeled_by_id

    from events
    group by item_id, label

),

united as (

    select
        item_id,
        repository_id,
        label,
        true as is_carried

    from item_labels

    union all

    select
        events.item_id,
        events.repository_id,
        events.label,
        false as is_carried

    from events
    anti join item_labels
        on events.item_id = item_labels.item_id and events.label = item_labels.label
    group by all

),

final as (

    select
        united.item_id || ':' || united.label as label_usage_id,
        united.item_id,
        united.repository_id,
        united.repository_id || ':' || united.label as label_id,
        united.label,
        coalesce(label_names.canonical_name, united.label) as canonical_name,
        coalesce(label_names.facet, 'other') as facet,
        last_events.applied_by_id,
        case
            when
                not united.is_carried
                and (
                    last_events.unlabeled_at >= last_events.applied_at
                    or last_events.applied_at is null
                )
                then last_events.unlabeled_by_id
        end as removed_by_id,
        coalesce(last_events.application_count, 0) as application_count,
        coalesce(label_names.is_canonical, true) as is_canonical,
        united.is_carried,
        last_events.applied_at,
        -- A label that was deleted went without an event.
        case
            when
                not united.is_carried
                and (
                    last_events.unlabeled_at >= last_events.applied_at
                    or last_events.applied_at is null
                )
                then last_events.unlabeled_at
        end as removed_at,
        last_events.first_applied_at

    from united
    inner join items on united.item_id = items.item_id
    left join last_events
        on
            united.item_id = last_events.item_id
            and united.label = last_events.label
    left join label_names
        on
            united.repository_id = label_names.repository_id
            and united.label = label_names.name

)

select * from final
