with source as (

    select * from {{ source('raw', 'pull_requests') }}

),

renamed as (

    select
        -- keys
        repository_id,
        number,
        {{ item_id('repository_id', 'number') }} as item_id,
        author_id,
        closed_by_id,
        node_id,
        merged_by_id,

        -- attributes
        title,
        body,
        state,
        state_as_written,
        author_as_written,
        milestone,
        url,
        path,
        base_branch,
        head_branch,
        merge_commit_sha,
        head_sha,
        merge_method,
        review_decision,

        -- numbers
        comment_count,
        line,
        body_line,
        addition_count,
        deletion_count,
        changed_file_count,
        stated_approval_count,

        -- booleans
        is_draft,

        -- times (UTC)
        created_at at time zone 'UTC' as created_at,
        updated_at at time zone 'UTC' as updated_at,
        closed_at at time zone 'UTC' as closed_at,
        merged_at at time zone 'UTC' as merged_at,
        deleted_at at time zone 'UTC' as deleted_at

    from source

)

select * from renamed
