-- Which merged pull request takes back which: by the words "Reverts #12", or by the
-- commit that its own commit's message names.
with links as (

    select * from {{ ref('int_item_links') }}
    where
        role = 'reverts'
        and item_kind = 'pull_request'
        and target_item_kind = 'pull_request'

),

reverting_commits as (

    select
        repository_id,
        commit_sha,
        regexp_extract(message, 'This reverts commit ([0-9a-f]{40})', 1)
            as reverted_commit_sha

    from {{ ref('stg_raw__commits') }}
    where contains(message, 'This reverts commit ')

),

landings as (

    select * from {{ ref('int_commit_landings') }}
    where pull_request_id is not null

),

pull_requests as (

    select * from {{ ref('stg_raw__pull_requests') }}
    where state = 'merged' and deleted_at is null

),

united as (

    select
        item_id as pull_request_id,
        target_item_id as reverted_pull_request_id

    from links

    union

    select
        reverting.pull_request_id,
        reverted.pull_request_id as reverted_pull_request_id

    from reverting_commits
    inner join landings as reverting
        on
            reverting_commits.repository_id = reverting.repository_id
            and reverting_commits.commit_sha = reverting.commit_sha
    inner join landings as reverted
        on
            reverting_commits.repository_id = reverted.repository_id
            and reverting_commits.reverted_commit_sha = reverted.commit_sha

)

select
    united.pull_request_id,
    united.reverted_pull_request_id,
    pull_requests.merged_at as reverted_at

from united
inner join pull_requests on united.pull_request_id = pull_requests.item_id
where united.pull_request_id <> united.reverted_pull_request_id
