with source as (

    select * from {{ source('raw', 'synced_items') }}

),

renamed as (

    select
        -- keys
        repository_id,
        number,
        {{ item_id('repository_id', 'number') }} as item_id,

        -- attributes
        item_kind,

        -- booleans
        has_checks

    from source

)

select * from renamed
