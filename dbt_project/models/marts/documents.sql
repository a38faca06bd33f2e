with revisions as (

    select * from {{ ref('stg_raw__document_revisions') }}

),

final as (

    select
        repository_id || ':' || path as document_id,
        repository_id,
        path,
        arg_max(kind, position) as kind,
        arg_max(commit_sha, position) as commit_sha,
        count(*) filter (where change <> 'deleted') as revision_count,
        not bool_or(is_current) as is_deleted,
        min(committed_at) as first_seen_at,
        max(committed_at) as last_changed_at

    from revisions
    group by repository_id, path

)

select * from final
