with source as (

    select * from {{ source('raw', 'repositories') }}

),

renamed as (

    select
        -- keys
        repository_id,
        node_id,

        -- attributes
        source,
        default_branch,
        url,
        head_commit_sha,

        -- booleans
        is_archived,
        is_fork

    from source

)

select * from renamed
