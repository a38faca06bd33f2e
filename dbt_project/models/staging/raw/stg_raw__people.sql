with source as (

    select * from {{ source('raw', 'people') }}

),

renamed as (

    select
        -- keys
        repository_id,
        person_id,

        -- attributes
        display_name,
        email,
        kind,
        url,

        -- booleans
        is_bot

    from source

)

select * from renamed
