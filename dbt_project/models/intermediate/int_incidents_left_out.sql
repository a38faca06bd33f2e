-- Write-ups that the index of their folder leaves out, though it lists most of them.
with entries as (

    select * from {{ ref('stg_parsed__incident_entries') }}

),

listed as (

    select
        repository_id,
        path,
        line,
        commit_sha,
        text,
        linked_paths[1] as target_path,
        regexp_replace(path, '[^/]*$', '') as folder

    from entries
    where standing = 'index' and len(linked_paths) > 0

),

indexes as (

    select
        repository_id,
        path,
        folder,
        min(line) as line,
        min_by(commit_sha, line) as commit_sha,
        count(distinct target_path) as listed_count

    from listed
    where folder <> '' and starts_with(target_path, folder)
    group by repository_id, path, folder

),

targets as (

    select distinct
        repository_id,
        target_path as path

    from listed

),

left_out as (

    select
        entries.entry_id,
        entries.repository_id,
        entries.path,
        entries.line,
        entries.commit_sha,
        entries.title,
        indexes.path as index_path,
        indexes.line as index_line,
        indexes.listed_count,
        count(*) over (
            partition by indexes.repository_id, indexes.path
        ) as left_out_count

    from entries
    inner join indexes
        on
            entries.repository_id = indexes.repository_id
            and starts_with(entries.path, indexes.folder)
            and entries.path <> indexes.path
    left join targets
        on
            entries.repository_id = targets.repository_id
            and entries.path = targets.path
    where entries.standing = 'final' and targets.path is null
    -- Of two indexes the nearer one is meant.
    qualify
        row_number() over (
            partition by entries.entry_id
            order by length(indexes.folder) desc, indexes.path
        ) = 1

),

final as (

    select
        entry_id,
        repository_id,
        path,
        line,
        commit_sha,
        title,
        index_path,
        index_line,
        listed_count

    from left_out
    -- One that lists few of them does not mean to list all.
    where listed_count >= 2 * left_out_count

)

select * from final
