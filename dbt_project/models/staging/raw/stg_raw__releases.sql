with source as (

    select * from {{ source('raw', 'releases') }}

),

renamed as (

    select
        -- keys
        repository_id,
        tag,
        author_id,

        -- attributes
        title,
        body,
        commit_sha,
        url,

        -- booleans
        is_draft,
        is_prerelease,

        -- times (UTC)
        created_at at time zone 'UTC' as created_at,
        published_at at time zone 'UTC' as published_at

    from source

)

select * from renamed
