with source as (

    select * from {{ source('raw', 'item_labels') }}

),

renamed as (

    select
        -- keys
        repository_id,
        number,
        label,
        {{ item_id('repository_id', 'number') }} as item_id,
        label_node_id,

        -- attributes
        item_kind

    from source

)

select * from renamed
