-- The course of each incident: one row per dated moment.
with moments as (

    select incident_id, started_at as happened_at, 1 as rank, 'started' as moment
    from incidents
    union all
    select incident_id, detected_at, 2, 'detected' from incidents
    union all
    select incident_id, acknowledged_at, 3, 'acknowledged' from incidents
    union all
    select incident_id, issue_created_at, 4, 'issue opened' from incidents
    union all
    select incident_id, restored_at, 5, 'restored' from incidents
    union all
    select incident_id, postmortem_at, 6, 'write-up' from incidents

)

select
    incident_id,
    happened_at,
    moment

from moments
where happened_at is not null
order by incident_id, happened_at, rank
