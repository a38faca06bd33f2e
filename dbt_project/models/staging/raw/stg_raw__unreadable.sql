with source as (

    select * from {{ source('raw', 'unreadable') }}

),

renamed as (

    select
        -- keys
        repository_id,
        unreadable_id,
        item_id,

        -- attributes
        path,
        reason,
        quote,

        -- numbers
        line

    from source

)

select * from renamed
