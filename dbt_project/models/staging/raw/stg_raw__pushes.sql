with source as (

    select * from {{ source('raw', 'pushes') }}

),

renamed as (

    select
        -- keys
        repository_id,
        push_id,
        actor_id,

        -- attributes
        ref,
        kind,
        before_sha,
        after_sha,

        -- times (UTC)
        occurred_at at time zone 'UTC' as occurred_at

    from source

)

select * from renamed
