with source as (

    select * from {{ source('raw', 'team_members') }}

),

renamed as (

    select
        -- keys
        repository_id,
        team_id,
        person_id

    from source

)

select * from renamed
