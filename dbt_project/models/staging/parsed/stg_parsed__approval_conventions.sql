with source as (

    select * from {{ source('parsed', 'approval_conventions') }}

),

renamed as (

    select
        -- keys
        approval_convention_id,
        repository_id,

        -- attributes
        convention,
        path,
        commit_sha,
        quote,

        -- numbers
        line,

        -- times (UTC)
        effective_from at time zone 'UTC' as effective_from

    from source

)

select * from renamed
