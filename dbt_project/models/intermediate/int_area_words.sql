-- The words that say what part of the system a pull request touches: the value of its
-- labels (`area:api` -> `api`) and the words of its title.
with pull_requests as (

    select * from {{ ref('stg_raw__pull_requests') }}

),

labelled as (

    select * from {{ ref('int_items_with_labels') }}

),

final as (

    select
        pull_requests.item_id,
        pull_requests.repository_id,
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
                    )
                ),
                lambda word: word <> ''
            )
        ) as area_words

    from pull_requests
    inner join labelled on pull_requests.item_id = labelled.item_id

)

select * from final
