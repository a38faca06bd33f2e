-- Everything that reached a branch as a merged pull request or as a push of its own:
-- what an override rate is a rate of.
with pull_requests as (

    select * from {{ ref('pull_requests') }}
    where state = 'merged'

),

overrides as (

    select * from {{ ref('merge_overrides') }}

),

overridden as (

    select distinct pull_request_id
    from overrides
    where pull_request_id is not null

),

merged as (

    select
        pull_requests.pull_request_id as merged_change_id,
        pull_requests.repository_id,
        pull_requests.pull_request_id,
        pull_requests.merge_commit_sha as commit_sha,
        -- A known override is one, whatever else cannot be read. That there was none
        -- is known only where both reviews and checks are.
        case
            when overridden.pull_request_id is not null then true
            when
                pull_requests.approval_count is not null
                and pull_requests.checks_state <> 'unknown'
                then false
        end as is_override,
        pull_requests.is_hotfix,
        pull_requests.merged_at

    from pull_requests
    left join overridden
        on pull_requests.pull_request_id = overridden.pull_request_id

),

pushed as (

    select
        coalesce(commit_sha, merge_override_id) as change_key,
        repository_id,
        cast(null as varchar) as pull_request_id,
        min(commit_sha) as commit_sha,
        true as is_override,
        bool_or(is_hotfix) as is_hotfix,
        min(merged_at) as merged_at

    from overrides
    where pull_request_id is null
    group by all

),

final as (

    select * from merged

    union all

    select
        repository_id || '@' || change_key as merged_change_id,
        repository_id,
        pull_request_id,
        commit_sha,
        is_override,
        is_hotfix,
        merged_at

    from pushed

)

select * from final
