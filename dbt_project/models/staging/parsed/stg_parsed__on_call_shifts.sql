with source as (

    select * from {{ source('parsed', 'on_call_shifts') }}

),

renamed as (

    select
        -- keys
        on_call_shift_id,
        repository_id,
        person_id,

        -- attributes
        rota,
        role,
        person_as_written,
        path,
        commit_sha,
        quote,

        -- numbers
        line,

        -- booleans
        zone_is_assumed,

        -- times (UTC)
        begins_at at time zone 'UTC' as begins_at,
        ends_at at time zone 'UTC' as ends_at,
        said_at at time zone 'UTC' as said_at

    from source

)

select * from renamed
