-- Action items, the open ones first.
select
    action_items.action_item_id,
    action_items.incident_id,
    incidents.title as incident_title,
    action_items.repository_id,
    action_items.text,
    action_items.status,
    action_items.status_quote,
    action_items.owner_id,
    action_items.due_on,
    action_items.linked_item_ids,
    action_items.path,
    action_items.line,
    action_items.commit_sha,
    action_items.url

from action_items
left join incidents using (incident_id)
order by
    case action_items.status when 'open' then 1 when 'unknown' then 2 else 3 end,
    action_items.due_on nulls last,
    action_items.incident_id,
    action_items.path,
    action_items.line,
    action_items.action_item_id
