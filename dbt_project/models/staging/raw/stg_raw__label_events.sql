with source as (

    select * from {{ source('raw', 'label_events') }}

),

renamed as (

    select
        -- keys
        repository_id,
        event_id,
        {{ item_id('repository_id', 'number') }} as item_id,
        actor_id,
        label_node_id,

        -- attributes
        label,
        action,

        -- numbers
        number,

        -- times (UTC)
        occurred_at at time zone 'UTC' as occurred_at

    from source

)

select * from renamed
