-- Approvals in words that stood at the merge: each approver's last word before it, by
-- neither the author nor a bot. A convention counts where a document speaks of it.
with spoken as (

    select * from {{ ref('stg_parsed__spoken_approvals') }}

),

conventions as (

    select distinct
        repository_id,
        convention

    from {{ ref('stg_parsed__approval_conventions') }}

),

with_conventions as (

    select distinct repository_id
    from conventions

),

pull_requests as (

    select * from {{ ref('stg_raw__pull_requests') }}
    where deleted_at is null

),

people as (

    select * from {{ ref('stg_raw__people') }}

),

last_words as (

    select
        spoken.item_id,
        spoken.approver_id,
        spoken.verdict,
        conventions.convention is not null as is_documented

    from spoken
    inner join pull_requests on spoken.item_id = pull_requests.item_id
    left join conventions
        on
            spoken.repository_id = conventions.repository_id
            and spoken.convention = conventions.convention
    left join people
        on
            spoken.repository_id = people.repository_id
            and spoken.approver_id = people.person_id
    where
        spoken.approver_id is not null
        and spoken.approver_id is distinct from pull_requests.author_id
        and people.is_bot is not true
        and (
            spoken.said_at <= pull_requests.merged_at
            or spoken.said_at is null
            or pull_requests.merged_at is null
        )
    qualify
        row_number() over (
            partition by spoken.item_id, spoken.approver_id
            order by
                spoken.said_at desc nulls last,
                spoken.line desc,
                spoken.spoken_approval_id desc
        ) = 1

),

counted as (

    select
        item_id,
        count(*) as approval_count,
        count(*) filter (where is_documented) as documented_count,
        list_sort(list(approver_id)) as approver_ids

    from last_words
    where verdict = 'approval'
    group by item_id

)

select
    pull_requests.item_id,
    coalesce(counted.approval_count, 0) as spoken_approval_count,
    coalesce(counted.approver_ids, []) as spoken_approval_by_ids,
    case
        when with_conventions.repository_id is not null
            then coalesce(counted.documented_count, 0)
    end as documented_spoken_approval_count

from pull_requests
left join counted on pull_requests.item_id = counted.item_id
left join with_conventions
    on pull_requests.repository_id = with_conventions.repository_id
