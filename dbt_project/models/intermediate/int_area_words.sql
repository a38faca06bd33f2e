-- The words that say what part of the system a pull request touches: the value of its
-- labels (`area:api` -> `api`), the words of its title, and of its changed paths the
-- kind of thing that they are and the part of the system whose folder they lie in.
with pull_requests as (

    select * from {{ ref('stg_raw__pull_requests') }}

),

labelled as (

    select * from {{ ref('int_items_with_labels') }}

),

paths as (

    select * from {{ ref('int_breaking_paths') }}

),

folders as (

    select
        item_id,
        list_sort(
            list_distinct(
                list(
                    lower(
                        regexp_extract(
                            path,
                            '^(?:(?:src|lib|libs|app|apps|packages|pkg|services|modules'
                            || '|internal|cmd|crates|components)/)?([^/.]+)/',
                            1
                        )
                    )
                )
            )
        ) as folder_words

    from {{ ref('stg_raw__pull_request_files') }}
    group by item_id

),

final as (

    select
        pull_requests.item_id,
        pull_requests.repository_id,
        list_sort(
            list_distinct(
                list_filter(
                    list_concat(
                        list_transform(
                            list_concat(
                                labelled.area_labels, coalesce(labelled.labels, [])
                            ),
                            lambda label: regexp_extract(lower(label), '[^:/]+$')
                        ),
                        regexp_split_to_array(
                            lower(coalesce(pull_requests.title, '')), '[^a-z0-9]+'
                        ),
                        coalesce(paths.path_kinds, []),
                        coalesce(folders.folder_words, [])
                    ),
                    lambda word: word <> ''
                )
            )
        ) as area_words

    from pull_requests
    inner join labelled on pull_requests.item_id = labelled.item_id
    left join paths on pull_requests.item_id = paths.item_id
    left join folders on pull_requests.item_id = folders.item_id

)

select * from final
