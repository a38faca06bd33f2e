with source as (

    select * from {{ source('raw', 'deployments') }}

),

renamed as (

    select
        -- keys
        repository_id,
        deployment_id,
        creator_id,

        -- attributes
        environment,
        state,
        commit_sha,
        url,

        -- times (UTC)
        created_at at time zone 'UTC' as created_at,
        updated_at at time zone 'UTC' as updated_at

    from source

)

select * from renamed
