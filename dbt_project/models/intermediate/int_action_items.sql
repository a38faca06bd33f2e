-- An action item's own mark decides; where it has none, the linked items' states do.
with action_items as (

    select * from {{ ref('stg_parsed__action_items') }}

),

issues as (

    select * from {{ ref('stg_raw__issues') }}

),

pull_requests as (

    select * from {{ ref('stg_raw__pull_requests') }}

),

item_states as (

    select
        item_id,
        state
    from issues

    union all

    select
        item_id,
        case state when 'merged' then 'closed' else state end as state
    from pull_requests

),

links as (

    select
        action_item_id,
        unnest(linked_items) as item_id

    from action_items

),

linked_states as (

    select
        links.action_item_id,
        bool_and(item_states.state = 'closed') as are_all_closed,
        bool_or(item_states.state = 'open') as is_any_open

    from links
    inner join item_states on links.item_id = item_states.item_id
    group by links.action_item_id

),

final as (

    select
        action_items.action_item_id,
        action_items.entry_id,
        action_items.repository_id,
        action_items.text,
        action_items.status_quote,
        action_items.owner_id,
        action_items.linked_items,
        action_items.path,
        action_items.line,
        action_items.commit_sha,
        action_items.due_on,
        case
            when action_items.status <> 'unknown' then action_items.status
            when linked_states.is_any_open then 'open'
            when linked_states.are_all_closed then 'done'
            else 'unknown'
        end as resolved_status

    from action_items
    left join linked_states
        on action_items.action_item_id = linked_states.action_item_id

)

select * from final
