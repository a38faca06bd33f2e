with source as (

    select * from {{ source('raw', 'comments') }}

),

renamed as (

    select
        -- keys
        repository_id,
        comment_id,
        {{ item_id('repository_id', 'number') }} as item_id,
        author_id,

        -- attributes
        kind,
        author_as_written,
        body,
        url,
        path,

        -- numbers
        number,
        position,
        line,

        -- times (UTC)
        created_at at time zone 'UTC' as created_at,
        updated_at at time zone 'UTC' as updated_at,
        deleted_at at time zone 'UTC' as deleted_at

    from source

)

select * from renamed
