with source as (

    select * from {{ source('parsed', 'missing_targets') }}

),

renamed as (

    select
        -- keys
        missing_target_id,
        repository_id,

        -- attributes
        path,
        commit_sha,
        target,
        quote,

        -- numbers
        line

    from source

)

select * from renamed
