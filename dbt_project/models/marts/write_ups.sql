-- What was found where incidents are written up, templates and pages that only look
-- like one included: what is not in `incidents` is here, and why.
with entries as (

    select * from {{ ref('stg_parsed__incident_entries') }}

),

repositories as (

    select * from {{ ref('repositories') }}

),

members as (

    select * from {{ ref('int_incident_members') }}

),

names as (

    select * from {{ ref('int_incident_names') }}

),

final as (

    select
        entries.entry_id as write_up_id,
        entries.repository_id,
        names.incident_id,
        entries.path,
        entries.line,
        entries.end_line,
        entries.commit_sha,
        {{ permalink(
            'repositories.url', 'entries.commit_sha', 'entries.path', 'entries.line'
        ) }} as url,
        entries.title,
        entries.standing,
        entries.severity,
        entries.severities_as_written as severity_as_written,
        list_sort(entries.parts) as parts,
        entries.minutes_to_restore,
        entries.has_stated_omission,
        entries.zone_is_assumed as is_zone_assumed,
        entries.occurred_on,
        entries.reviewed_on,
        entries.started_at,
        entries.detected_at,
        entries.acknowledged_at,
        entries.mitigated_at,
        entries.restored_at,
        entries.written_at

    from entries
    inner join repositories on entries.repository_id = repositories.repository_id
    left join members on entries.entry_id = members.member_id
    left join names on members.root_id = names.root_id

)

select * from final
