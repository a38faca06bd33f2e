-- What is still to be done after an incident.
select
    incident_id,
    text,
    owner_id,
    due_on

from action_items
where status <> 'done'
order by incident_id, action_item_id
