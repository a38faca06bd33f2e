with source as (

    select * from {{ source('parsed', 'documented_labels') }}

),

renamed as (

    select
        -- keys
        repository_id,
        path,
        line,
        name,

        -- attributes
        commit_sha,
        facet,
        standing,
        alias_of,
        description,
        quote,

        -- times (UTC)
        said_at at time zone 'UTC' as said_at

    from source

)

select * from renamed
