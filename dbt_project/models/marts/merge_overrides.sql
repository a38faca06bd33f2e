with pull_requests as (

    select * from {{ ref('pull_requests') }}
    where state = 'merged'

),

statements as (

    select * from {{ ref('int_merge_override_statements') }}

),

direct_pushes as (

    select * from {{ ref('int_direct_pushes') }}

    union all by name

    select * from {{ ref('int_stated_pushes') }}

),

repositories as (

    select * from {{ ref('stg_raw__repositories') }}

),

bypasses as (

    select * from {{ ref('stg_raw__rule_bypasses') }}

),

messages as (

    -- What a pushed commit's message says of an incident, of a reason, of what follows.
    select * from {{ ref('int_pushed_messages') }}

),

gaps as (

    select * from {{ ref('int_approval_gaps') }}

),

absent_owners as (

    select * from {{ ref('int_absent_owners') }}

),

incident_fixes as (

    select
        pull_request_id,
        min(incident_id) as incident_id

    from {{ ref('int_incidents_with_pull_requests') }}
    where role = 'fix'
    group by pull_request_id

),

follow_ups as (

    select
        item_id,
        list_sort(list(follow_up_id)) as follow_up_ids

    from {{ ref('int_follow_ups') }}
    group by item_id

),

places as (

    -- Where the words stand that say so: a document, or the archive of the item.
    select
        statements.item_id,
        'stated_override' as kind,
        statements.path,
        statements.line,
        case
            when statements.commit_sha is not null
                then
                    {{ permalink(
                        'repositories.url',
                        'statements.commit_sha',
                        'statements.path',
                        'statements.line'
                    ) }}
            when statements.path = pull_requests.path
                then
                    regexp_replace(
                        pull_requests.url, '#L\d+$', '#L' || statements.line
                    )
        end as url

    from statements
    inner join pull_requests on statements.item_id = pull_requests.pull_request_id
    inner join repositories
        on pull_requests.repository_id = repositories.repository_id
    where statements.path is not null

),

by_pull_request as (

    -- The merge went ahead although the checks had failed.
    select
        pull_request_id,
        'failing_checks' as kind,
        checks_as_written is not null as is_confirmed,
        checks_as_written as evidence_quote

    from pull_requests
    where checks_state = 'failing'

    union all

    -- Nobody else's approval stood at the merge, whoever opened it: a bot, too.
    select
        pull_requests.pull_request_id,
        'missing_approval' as kind,
        false as is_confirmed,
        cast(null as varchar) as evidence_quote

    from pull_requests
    where
        pull_requests.approval_count = 0
        -- Words are approvals where the documents say so.
        and coalesce(pull_requests.documented_spoken_approval_count, 0) = 0

    union all

    -- Somebody says that the gate was gone round; no confirmed way round it where the
    -- same words say that a document allows it.
    select
        item_id as pull_request_id,
        'stated_override' as kind,
        not is_allowed as is_confirmed,
        quote as evidence_quote

    from statements

    union all

    -- GitHub itself recorded that a rule was bypassed.
    select
        pull_requests.pull_request_id,
        'ruleset_bypass' as kind,
        true as is_confirmed,
        bypasses.url as evidence_quote

    from pull_requests
    inner join bypasses
        on
            pull_requests.repository_id = bypasses.repository_id
            and pull_requests.merge_commit_sha = bypasses.after_sha
    where bypasses.result = 'bypass'

),

united as (

    select
        pull_requests.pull_request_id || ':' || by_pull_request.kind
            as merge_override_id,
        pull_requests.repository_id,
        pull_requests.pull_request_id,
        pull_requests.merge_commit_sha as commit_sha,
        by_pull_request.kind,
        by_pull_request.is_confirmed,
        pull_requests.merged_at,
        pull_requests.merged_by_id,
        pull_requests.is_hotfix,
        incident_fixes.incident_id,
        coalesce(statements.has_recorded_reason, false) as has_recorded_reason,
        statements.reason_quote,
        coalesce(follow_ups.follow_up_ids, []) as follow_up_ids,
        by_pull_request.evidence_quote,
        case
            when by_pull_request.kind = 'missing_approval' then gaps.missing_because
        end as missing_because,
        case
            when by_pull_request.kind = 'failing_checks'
                then pull_requests.failing_check_names
            else []
        end as failing_check_names,
        coalesce(absent_owners.absent_owner_ids, []) as absent_owner_ids,
        pull_requests.is_self_merged,
        case when places.item_id is null then pull_requests.url else places.url end
            as url,
        coalesce(places.path, pull_requests.path) as path,
        coalesce(places.line, pull_requests.line) as line

    from by_pull_request
    inner join pull_requests
        on by_pull_request.pull_request_id = pull_requests.pull_request_id
    left join statements on pull_requests.pull_request_id = statements.item_id
    left join places
        on
            by_pull_request.pull_request_id = places.item_id
            and by_pull_request.kind = places.kind
    left join gaps on pull_requests.pull_request_id = gaps.item_id
    left join absent_owners
        on pull_requests.pull_request_id = absent_owners.pull_request_id
    left join follow_ups on pull_requests.pull_request_id = follow_ups.item_id
    left join incident_fixes
        on pull_requests.pull_request_id = incident_fixes.pull_request_id

    union all

    select
        direct_pushes.repository_id || '@' || direct_pushes.push_id || ':direct_push'
            as merge_override_id,
        direct_pushes.repository_id,
        cast(null as varchar) as pull_request_id,
        direct_pushes.commit_sha,
        'direct_push' as kind,
        true as is_confirmed,
        direct_pushes.occurred_at as merged_at,
        direct_pushes.actor_id as merged_by_id,
        coalesce(messages.is_hotfix, false) as is_hotfix,
        messages.incident_id,
        coalesce(messages.has_recorded_reason, false) as has_recorded_reason,
        messages.reason_quote,
        coalesce(messages.follow_up_ids, []) as follow_up_ids,
        direct_pushes.message as evidence_quote,
        cast(null as varchar) as missing_because,
        cast([] as varchar[]) as failing_check_names,
        cast([] as varchar[]) as absent_owner_ids,
        cast(null as boolean) as is_self_merged,
        repositories.url || '/commit/' || direct_pushes.commit_sha as url,
        cast(null as varchar) as path,
        cast(null as bigint) as line

    from direct_pushes
    inner join repositories on direct_pushes.repository_id = repositories.repository_id
    left join messages
        on
            direct_pushes.repository_id = messages.repository_id
            and direct_pushes.commit_sha = messages.commit_sha

    union all

    -- A bypass that no merged pull request explains: a push.
    select
        bypasses.repository_id || '@' || bypasses.rule_suite_id || ':ruleset_bypass'
            as merge_override_id,
        bypasses.repository_id,
        cast(null as varchar) as pull_request_id,
        bypasses.after_sha as commit_sha,
        'ruleset_bypass' as kind,
        true as is_confirmed,
        bypasses.occurred_at as merged_at,
        bypasses.actor_id as merged_by_id,
        coalesce(messages.is_hotfix, false) as is_hotfix,
        messages.incident_id,
        coalesce(messages.has_recorded_reason, false) as has_recorded_reason,
        messages.reason_quote,
        coalesce(messages.follow_up_ids, []) as follow_up_ids,
        bypasses.url as evidence_quote,
        cast(null as varchar) as missing_because,
        cast([] as varchar[]) as failing_check_names,
        cast([] as varchar[]) as absent_owner_ids,
        cast(null as boolean) as is_self_merged,
        bypasses.url,
        cast(null as varchar) as path,
        cast(null as bigint) as line

    from bypasses
    anti join pull_requests
        on
            bypasses.repository_id = pull_requests.repository_id
            and bypasses.after_sha = pull_requests.merge_commit_sha
    left join messages
        on
            bypasses.repository_id = messages.repository_id
            and bypasses.after_sha = messages.commit_sha
    where bypasses.result = 'bypass'

),

on_call as (

    select * from {{ ref('int_acts_on_call') }}

),

final as (

    select
        united.merge_override_id,
        united.repository_id,
        united.pull_request_id,
        united.commit_sha,
        united.kind,
        united.merged_by_id,
        united.incident_id,
        united.reason_quote,
        united.evidence_quote,
        united.missing_because,
        united.failing_check_names,
        united.absent_owner_ids,
        united.follow_up_ids,
        united.is_confirmed,
        united.is_hotfix,
        united.is_self_merged,
        on_call.is_on_call as is_merged_by_on_call,
        united.has_recorded_reason,
        length(united.follow_up_ids) > 0 as has_follow_up,
        united.url,
        united.path,
        united.line,
        united.merged_at

    from united
    left join on_call
        on
            united.repository_id = on_call.repository_id
            and united.merged_by_id = on_call.person_id
            and united.merged_at = on_call.acted_at
    qualify
        row_number() over (
            partition by united.merge_override_id
            order by united.merged_at, united.evidence_quote
        ) = 1

)

select * from final
