with source as (

    select * from {{ source('raw', 'issues') }}

),

renamed as (

    select
        -- keys
        repository_id,
        number,
        {{ item_id('repository_id', 'number') }} as item_id,
        author_id,
        closed_by_id,
        node_id,

        -- attributes
        title,
        body,
        state,
        state_as_written,
        author_as_written,
        milestone,
        url,
        path,
        state_reason,

        -- numbers
        comment_count,
        line,
        body_line,

        -- times (UTC)
        created_at at time zone 'UTC' as created_at,
        updated_at at time zone 'UTC' as updated_at,
        closed_at at time zone 'UTC' as closed_at,
        deleted_at at time zone 'UTC' as deleted_at

    from source

)

select * from renamed
