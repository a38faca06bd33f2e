-- Lines of an index, and entries of a log, that say otherwise than the write-up that
-- they link to.
with entries as (

    select * from {{ ref('stg_parsed__incident_entries') }}

),

counted as (

    select
        *,
        count(*) over (partition by repository_id, path) as entry_count

    from entries

),

listed as (

    select
        *,
        text as quote,
        linked_paths[1] as target_path,
        false as is_entry

    from counted
    where standing = 'index'

    union all

    -- An entry of a log; its heading is quoted.
    select
        *,
        split_part(text, chr(10), 1) as quote,
        unnest(linked_paths) as target_path,
        true as is_entry

    from counted
    where standing in ('final', 'draft') and entry_count > 1

),

write_ups as (

    -- Only of a document that holds one incident is it sure which one is meant.
    select *

    from counted
    where standing in ('final', 'draft') and entry_count = 1

),

paired as (

    select
        listed.entry_id,
        listed.repository_id,
        listed.path,
        listed.line,
        listed.commit_sha,
        listed.quote as text,
        listed.occurred_on as listed_on,
        listed.severity as listed_severity,
        listed.minutes_to_restore as listed_minutes,
        listed.document_state as listed_document_state,
        listed.incident_state as listed_incident_state,
        write_ups.path as write_up_path,
        write_ups.line as write_up_line,
        write_ups.title,
        write_ups.severity_as_written,
        write_ups.occurred_on,
        write_ups.severity,
        write_ups.minutes_to_restore,
        write_ups.status_as_written,
        write_ups.document_state,
        write_ups.incident_state

    from listed
    inner join write_ups
        on
            listed.repository_id = write_ups.repository_id
            and listed.target_path = write_ups.path
    -- An entry may also link to the write-up of another incident.
    where not listed.is_entry or listed.occurred_on = write_ups.occurred_on
    qualify
        row_number() over (partition by listed.entry_id order by write_ups.path) = 1

),

conflicts as (

    select
        *,
        'day' as subject,
        cast(occurred_on as varchar) as told

    from paired
    where listed_on <> occurred_on

    union all

    select
        *,
        'severity' as subject,
        severity_as_written as told

    from paired
    where listed_severity <> severity

    union all

    select
        *,
        'status' as subject,
        status_as_written as told

    from paired
    where
        listed_document_state <> document_state
        or listed_incident_state <> incident_state

    union all

    -- Rounded figures are no contradiction.
    select
        *,
        'duration' as subject,
        minutes_to_restore || ' minutes' as told

    from paired
    where
        abs(listed_minutes - minutes_to_restore)
        > greatest(5, 0.1 * greatest(listed_minutes, minutes_to_restore))

),

final as (

    select
        entry_id,
        subject,
        repository_id,
        path,
        line,
        commit_sha,
        text,
        write_up_path,
        write_up_line,
        title || ': ' || told as told

    from conflicts

)

select * from final
