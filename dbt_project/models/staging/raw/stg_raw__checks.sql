with source as (

    select * from {{ source('raw', 'checks') }}

),

renamed as (

    select
        -- keys
        repository_id,
        number,
        check_id,
        {{ item_id('repository_id', 'number') }} as item_id,

        -- attributes
        kind,
        name,
        conclusion,
        commit_sha,
        as_written,
        url,

        -- booleans
        is_required,

        -- times (UTC)
        started_at at time zone 'UTC' as started_at,
        completed_at at time zone 'UTC' as completed_at

    from source

)

select * from renamed
