with source as (

    select * from {{ source('raw', 'commits') }}

),

renamed as (

    select
        -- keys
        repository_id,
        commit_sha,
        author_id,

        -- attributes
        author_name,
        author_email,
        committer_name,
        committer_email,
        message,
        {{ to_list('paths') }} as paths,

        -- numbers
        position,
        parent_count,

        -- times (UTC)
        authored_at at time zone 'UTC' as authored_at,
        committed_at at time zone 'UTC' as committed_at

    from source

)

select * from renamed
