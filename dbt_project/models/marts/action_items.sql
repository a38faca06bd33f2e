with action_items as (

    select * from {{ ref('int_action_items') }}

),

members as (

    select * from {{ ref('int_incident_members') }}

),

repositories as (

    select * from {{ ref('stg_raw__repositories') }}

),

incidents as (

    select * from {{ ref('incidents') }}

),

names as (

    select * from {{ ref('int_incident_names') }}

),

final as (

    select
        action_items.action_item_id,
        names.incident_id,
        action_items.repository_id,
        action_items.text,
        action_items.resolved_status as status,
        action_items.status_quote,
        action_items.owner_id,
        coalesce(action_items.owner_id, '') as owner_or_none,
        coalesce(action_items.linked_items, []) as linked_item_ids,
        action_items.path,
        action_items.line,
        action_items.commit_sha,
        {{ permalink(
            'repositories.url', 'action_items.commit_sha', 'action_items.path', 'action_items.line'
        ) }} as url,
        action_items.due_on,
        cast(
            coalesce(
                incidents.started_at, incidents.detected_at, incidents.occurred_on
            ) as date
        ) as incident_on

    from action_items
    inner join members on action_items.entry_id = members.member_id
    inner join names on members.root_id = names.root_id
    inner join incidents on names.incident_id = incidents.incident_id
    inner join repositories
        on action_items.repository_id = repositories.repository_id

)

select * from final
