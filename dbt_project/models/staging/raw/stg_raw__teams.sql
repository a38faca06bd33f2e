with source as (

    select * from {{ source('raw', 'teams') }}

),

renamed as (

    select
        -- keys
        repository_id,
        team_id,
        parent_team_id,

        -- attributes
        display_name,
        url

    from source

)

select * from renamed
