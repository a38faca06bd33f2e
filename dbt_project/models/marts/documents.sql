-- A document keeps its id through renames; its place is where it stands now.
with revisions as (

    select * from {{ ref('stg_raw__document_revisions') }}

),

final as (

    select
        repository_id || ':' || document_id as document_id,
        repository_id,
        arg_max(path, position) as path,
        arg_max(kind, position) as kind,
        arg_max(commit_sha, position) as commit_sha,
        list_sort(list_distinct(list(path))) as paths,
        count(*) filter (where change <> 'deleted') as revision_count,
        not bool_or(is_current) as is_deleted,
        case when bool_and(committed_at is not null) then min(committed_at) end
            as first_seen_at,
        max(committed_at) as last_changed_at

    from revisions
    group by repository_id, document_id

)

select * from final
