-- What was read of each repository.
with document_counts as (

    select
        repository_id,
        count(*) filter (where not is_deleted) as document_count,
        coalesce(sum(revision_count), 0)::bigint as revision_count,
        min(first_seen_at) as first_document_at,
        max(last_changed_at) as last_document_at

    from documents
    group by repository_id

),

item_counts as (

    select
        repository_id,
        count(*) filter (where item_kind = 'issue') as issue_count,
        count(*) filter (where item_kind = 'pull_request') as pull_request_count,
        count(*) filter (where created_at is null) as undated_count,
        min(created_at) as first_item_at,
        max(last_event_at) as last_item_at

    from cited_items
    group by repository_id

),

unreadable_counts as (

    select
        repository_id,
        count(*) as unreadable_count

    from unreadable
    group by repository_id

)

select
    repositories.repository_id,
    repositories.source,
    repositories.url,
    repositories.head_commit_sha,
    coalesce(document_counts.document_count, 0) as document_count,
    coalesce(document_counts.revision_count, 0) as revision_count,
    document_counts.first_document_at,
    document_counts.last_document_at,
    coalesce(item_counts.issue_count, 0) as issue_count,
    coalesce(item_counts.pull_request_count, 0) as pull_request_count,
    coalesce(item_counts.undated_count, 0) as undated_count,
    item_counts.first_item_at,
    item_counts.last_item_at,
    coalesce(unreadable_counts.unreadable_count, 0) as unreadable_count

from repositories
left join document_counts using (repository_id)
left join item_counts using (repository_id)
left join unreadable_counts using (repository_id)
order by repositories.repository_id
