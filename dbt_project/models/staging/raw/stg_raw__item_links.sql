with source as (

    select * from {{ source('raw', 'item_links') }}

),

renamed as (

    select
        -- keys
        repository_id,
        number,
        target_repository_id,
        target_number,
        kind,
        {{ item_id('repository_id', 'number') }} as item_id,
        {{ item_id('target_repository_id', 'target_number') }} as target_item_id

    from source

)

select * from renamed
