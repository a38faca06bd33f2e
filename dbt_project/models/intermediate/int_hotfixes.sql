-- Pull requests that are hotfixes: by label, title, branch or their own words.
with pull_requests as (

    select * from {{ ref('stg_raw__pull_requests') }}

),

labelled as (

    select * from {{ ref('int_items_with_labels') }}

),

signals as (

    select * from {{ ref('int_items_with_signals') }}

),

markers as (

    select
        string_agg(pattern, '|') filter (where place = 'hotfix_branch')
            as hotfix_branch,
        string_agg(pattern, '|') filter (where place = 'hotfix_words') as hotfix_words

    from {{ ref('change_markers') }}

)

select pull_requests.item_id

from pull_requests
cross join markers
inner join labelled on pull_requests.item_id = labelled.item_id
left join signals on pull_requests.item_id = signals.item_id
where
    list_contains(labelled.kinds, 'hotfix')
    or list_contains(signals.description_signal_kinds, 'hotfix')
    or regexp_matches(pull_requests.head_branch, markers.hotfix_branch)
    or regexp_matches(pull_requests.base_branch, markers.hotfix_branch)
    or regexp_matches(pull_requests.title, markers.hotfix_words)
