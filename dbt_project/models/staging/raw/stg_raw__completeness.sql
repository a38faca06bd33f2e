with source as (

    select * from {{ source('raw', 'completeness') }}

),

renamed as (

    select
        -- keys
        repository_id,
        kind,

        -- attributes
        reason,

        -- numbers
        expected_count,
        loaded_count,

        -- times (UTC)
        as_of at time zone 'UTC' as as_of

    from source

)

select * from renamed
