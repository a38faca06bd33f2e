-- Commits of the default branch whose own message says that they were pushed past the
-- gate, where nothing else tells how they came: no record of a push, no merged pull
-- request that they are or name.
with signals as (

    select * from {{ ref('int_text_signals_with_items') }}
    where
        is_asserted
        and kind = 'override'
        and commit_sha is not null
        and path is null

),

markers as (

    select string_agg(pattern, '|') as stated_push
    from {{ ref('change_markers') }}
    where place = 'stated_push'

),

commits as (

    select * from {{ ref('stg_raw__commits') }}

),

landings as (

    select * from {{ ref('int_commit_landings') }}
    where landed_by is not null

),

text_references as (

    select * from {{ ref('stg_parsed__text_references') }}
    where item_kind = 'commit'

),

pull_requests as (

    select * from {{ ref('stg_raw__pull_requests') }}
    where state = 'merged' and deleted_at is null

),

explained as (

    select
        repository_id,
        commit_sha
    from landings

    union

    select
        text_references.repository_id,
        text_references.commit_sha

    from text_references
    inner join pull_requests
        on text_references.target_item_id = pull_requests.item_id

)

select distinct
    commits.repository_id,
    commits.commit_sha as push_id,
    'push' as kind,
    commits.commit_sha,
    commits.author_id as actor_id,
    commits.committed_at as occurred_at,
    commits.message

from signals
inner join markers on regexp_matches(signals.quote, markers.stated_push)
inner join commits
    on
        signals.repository_id = commits.repository_id
        and signals.commit_sha = commits.commit_sha
anti join explained
    on
        signals.repository_id = explained.repository_id
        and signals.commit_sha = explained.commit_sha
