with source as (

    select * from {{ source('raw', 'pull_request_files') }}

),

renamed as (

    select
        -- keys
        repository_id,
        number,
        path,
        {{ item_id('repository_id', 'number') }} as item_id,

        -- attributes
        change

    from source

)

select * from renamed
