with source as (

    select * from {{ source('parsed', 'action_items') }}

),

renamed as (

    select
        -- keys
        action_item_id,
        entry_id,
        repository_id,
        owner_id,

        -- attributes
        path,
        commit_sha,
        text,
        status,
        status_quote,
        {{ to_list('linked_items') }} as linked_items,

        -- numbers
        line,
        position,

        -- times (UTC)
        due_on

    from source

)

select * from renamed
