with source as (

    select * from {{ source('parsed', 'incident_entries') }}

),

renamed as (

    select
        -- keys
        entry_id,
        repository_id,

        -- attributes
        path,
        commit_sha,
        title,
        severity_as_written,
        standing,
        status_as_written,
        document_state,
        incident_state,
        text,
        {{ to_list('parts') }} as parts,
        {{ to_list('severities_as_written') }} as severities_as_written,
        {{ to_list('linked_paths') }} as linked_paths,

        -- numbers
        line,
        end_line,
        severity,
        minutes_to_restore,

        -- booleans
        has_stated_omission,
        is_issue_filed_afterwards,
        zone_is_assumed,

        -- times (UTC)
        occurred_on,
        reviewed_on,
        published_on,
        started_at at time zone 'UTC' as started_at,
        detected_at at time zone 'UTC' as detected_at,
        acknowledged_at at time zone 'UTC' as acknowledged_at,
        mitigated_at at time zone 'UTC' as mitigated_at,
        restored_at at time zone 'UTC' as restored_at,
        written_at at time zone 'UTC' as written_at

    from source

)

select * from renamed
