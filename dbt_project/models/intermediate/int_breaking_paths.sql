-- What the changed paths of a pull request say: which kind of thing they are, and
-- whether they break it for certain: a description of an interface that is deleted, or
-- a version in a path that no pull request had touched before.
with files as (

    select * from {{ ref('stg_raw__pull_request_files') }}

),

path_kinds as (

    select * from {{ ref('changed_path_kinds') }}

),

distinct_paths as (

    -- Each path is matched once, however many pull requests change it.
    select distinct path
    from files

),

paths as (

    select
        paths.path,
        path_kinds.change_kind,
        path_kinds.is_contract

    from distinct_paths as paths
    inner join path_kinds on regexp_matches(paths.path, path_kinds.pattern)

),

foreign_paths as (

    select string_agg(pattern, '|') as pattern
    from {{ ref('breaking_markers') }}
    where place = 'foreign_path'

),

kinds as (

    select
        files.item_id,
        list_sort(list_distinct(list(paths.change_kind))) as path_kinds,
        list_sort(
            list_distinct(
                list(files.path) filter (
                    where paths.is_contract or paths.change_kind = 'database'
                )
            )
        ) as contract_paths,
        list_sort(
            list_distinct(
                list(files.path) filter (
                    where paths.is_contract
                    and files.change in ('deleted', 'removed')
                )
            )
        ) as deleted_contract_paths

    from files
    inner join paths on files.path = paths.path
    group by files.item_id

),

versioned as (

    select
        item_id,
        repository_id,
        number,
        change,
        regexp_extract(path, '^(.*/)?v([2-9]|\d\d)/') as version_path

    from files
    cross join foreign_paths
    where
        regexp_matches(path, '(^|/)v([2-9]|\d\d)/')
        and not regexp_matches(path, foreign_paths.pattern)

),

touched as (

    select
        repository_id,
        version_path,
        item_id,
        number,
        bool_and(change = 'added') as is_all_new

    from versioned
    group by repository_id, version_path, item_id, number
    -- Who touched it first.
    qualify
        row_number() over (partition by repository_id, version_path order by number)
        = 1

),

new_versions as (

    select
        item_id,
        list_sort(list(version_path)) as new_version_paths

    from touched
    where is_all_new
    group by item_id

),

final as (

    select
        kinds.item_id,
        kinds.path_kinds,
        coalesce(kinds.contract_paths, []) as contract_paths,
        coalesce(kinds.deleted_contract_paths, []) as deleted_contract_paths,
        coalesce(new_versions.new_version_paths, []) as new_version_paths

    from kinds
    left join new_versions on kinds.item_id = new_versions.item_id

)

select * from final
