with source as (

    select * from {{ source('parsed', 'text_references') }}

),

renamed as (

    select
        -- keys
        text_reference_id,
        {{ item_id('repository_id', 'number') }} as item_id,
        {{ item_id('target_repository_id', 'target_number') }} as target_item_id,
        repository_id,
        comment_id,
        target_repository_id,
        entry_id,

        -- attributes
        item_kind,
        path,
        commit_sha,
        target_kind,
        role,
        quote,

        -- numbers
        number,
        line,
        target_number,

        -- booleans
        is_negated,

        -- times (UTC)
        said_at at time zone 'UTC' as said_at

    from source

)

select * from renamed
