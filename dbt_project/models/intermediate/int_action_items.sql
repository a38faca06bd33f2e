-- An action item's own mark decides; where it has none, the linked items' states do.
-- One that names no item is tracked by an issue of the same words, opened since.
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

entries as (

    select * from {{ ref('int_incident_entries') }}

),

alike as (

    select
        action_items.action_item_id,
        list_sort(list(issues.item_id)) as linked_items

    from action_items
    inner join entries on action_items.entry_id = entries.entry_id
    inner join issues
        on
            action_items.repository_id = issues.repository_id
            and lower(trim(action_items.text, ' .')) = lower(trim(issues.title, ' .'))
            and entries.occurred_on <= issues.created_at
    where coalesce(length(action_items.linked_items), 0) = 0
    group by action_items.action_item_id

),

links as (

    select
        action_items.action_item_id,
        unnest(coalesce(alike.linked_items, action_items.linked_items)) as item_id

    from action_items
    left join alike on action_items.action_item_id = alike.action_item_id

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
        coalesce(alike.linked_items, action_items.linked_items) as linked_items,
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
    left join alike on action_items.action_item_id = alike.action_item_id
    left join linked_states
        on action_items.action_item_id = linked_states.action_item_id

)

select * from final
