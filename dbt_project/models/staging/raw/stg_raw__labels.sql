with source as (

    select * from {{ source('raw', 'labels') }}

),

renamed as (

    select
        -- keys
        repository_id,
        name,
        node_id,

        -- attributes
        description,
        color,

        -- times (UTC)
        created_at at time zone 'UTC' as created_at,
        deleted_at at time zone 'UTC' as deleted_at

    from source

)

select * from renamed
