-- Labels put on and taken off items that are still there, by the name that the label
-- has now: an event may tell the name that it had then.
with label_events as (

    select * from {{ ref('stg_raw__label_events') }}

),

items as (

    select * from {{ ref('int_items') }}

),

names as (

    select
        repository_id,
        node_id,
        min(name) as name

    from {{ ref('stg_raw__labels') }}
    where node_id is not null and deleted_at is null
    group by repository_id, node_id

)

select
    label_events.repository_id,
    label_events.event_id,
    label_events.item_id,
    label_events.actor_id,
    coalesce(names.name, label_events.label) as label,
    label_events.label as label_as_written,
    label_events.action,
    label_events.occurred_at

from label_events
inner join items on label_events.item_id = items.item_id
left join names
    on
        label_events.repository_id = names.repository_id
        and label_events.label_node_id = names.node_id
