with source as (

    select * from {{ source('raw', 'milestones') }}

),

renamed as (

    select
        -- keys
        repository_id,
        title,

        -- attributes
        description,
        state,
        url,
        path,

        -- numbers
        number,
        line,

        -- times (UTC)
        due_at at time zone 'UTC' as due_at,
        closed_at at time zone 'UTC' as closed_at

    from source

)

select * from renamed
