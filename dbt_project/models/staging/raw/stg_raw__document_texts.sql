with source as (

    select * from {{ source('raw', 'document_texts') }}

),

renamed as (

    select
        -- keys
        repository_id,
        content_id,

        -- attributes
        text

    from source

)

select * from renamed
