with source as (

    select * from {{ source('raw', 'document_revisions') }}

),

renamed as (

    select
        -- keys
        repository_id,
        path,
        position,
        document_id,
        content_id,

        -- attributes
        kind,
        commit_sha,
        change,
        previous_path,

        -- numbers
        commit_position,
        size_bytes,

        -- booleans
        is_current,

        -- times (UTC)
        committed_at at time zone 'UTC' as committed_at

    from source

)

select * from renamed
