with pull_requests as (

    select * from {{ ref('stg_raw__pull_requests') }}
    where deleted_at is null

),

machines as (

    -- A machine that merges what it opened is nobody who merges their own change.
    select person_id
    from {{ ref('stg_raw__people') }}
    where is_bot

),

repositories as (

    select * from {{ ref('stg_raw__repositories') }}

),

labelled as (

    select * from {{ ref('int_items_with_labels') }}

),

reviews as (

    select * from {{ ref('int_pull_requests_with_reviews') }}

),

checks as (

    select * from {{ ref('int_checks_at_merge') }}

),

links as (

    select * from {{ ref('int_item_links') }}

),

waits as (

    select * from {{ ref('int_waits') }}

),

area_words as (

    select * from {{ ref('int_area_words') }}

),

spoken as (

    select * from {{ ref('int_spoken_approvals') }}

),

code_owners as (

    select * from {{ ref('int_code_owner_approvals') }}

),

deployments as (

    select * from {{ ref('int_deployed_environments') }}

),

on_call as (

    select * from {{ ref('int_acts_on_call') }}

),

breaking as (

    select * from {{ ref('int_item_breaking_evidence') }}

),

caused_incidents as (

    select * from {{ ref('int_incidents_with_pull_requests') }}
    where role = 'cause'

),

members as (

    select * from {{ ref('int_incident_members') }}

),

names as (

    select * from {{ ref('int_incident_names') }}

),

incident_members as (

    select
        names.incident_id,
        members.member_id

    from members
    inner join names on members.root_id = names.root_id

),

caused_issues as (

    -- The issue of an incident that it caused is not what it was made for.
    select distinct
        caused_incidents.pull_request_id as item_id,
        incident_members.member_id as target_item_id

    from caused_incidents
    inner join incident_members
        on caused_incidents.incident_id = incident_members.incident_id

),

purposeful_links as (

    select
        links.item_id,
        links.item_kind,
        links.target_item_id,
        links.target_item_kind,
        links.role

    from links
    anti join caused_issues
        on
            links.item_id = caused_issues.item_id
            and links.target_item_id = caused_issues.target_item_id
            and links.role = 'mention'

),

linked_issues as (

    select
        item_id,
        list_sort(list_distinct(list(target_item_id))) as linked_issue_ids,
        list_sort(
            list_distinct(
                list(target_item_id) filter (where role in ('closes', 'fix'))
            )
        ) as closed_issue_ids

    from purposeful_links
    where item_kind = 'pull_request' and target_item_kind = 'issue'
    group by item_id

),

linked_by_issues as (

    -- An issue that names the pull request as its fix belongs to it as well.
    select
        target_item_id as item_id,
        list_sort(list_distinct(list(item_id))) as linked_issue_ids

    from links
    where
        item_kind = 'issue'
        and target_item_kind = 'pull_request'
        and role in ('fix', 'closes')
    group by target_item_id

),

responses as (

    select * from {{ ref('int_first_responses') }}

),

hotfixes as (

    select * from {{ ref('int_hotfixes') }}

),

final as (

    select
        pull_requests.item_id as pull_request_id,
        pull_requests.repository_id,
        pull_requests.number,
        pull_requests.title,
        pull_requests.state,
        pull_requests.state_as_written,
        pull_requests.author_id,
        pull_requests.merged_by_id,
        pull_requests.milestone,
        pull_requests.base_branch,
        repositories.default_branch,
        pull_requests.head_branch,
        pull_requests.merge_commit_sha,
        pull_requests.merge_method,
        checks.checks_state,
        checks.checks_as_written,
        list_sort(
            list_distinct(
                list_concat(
                    coalesce(linked_issues.linked_issue_ids, []),
                    coalesce(linked_by_issues.linked_issue_ids, [])
                )
            )
        ) as linked_issue_ids,
        coalesce(linked_issues.closed_issue_ids, []) as closed_issue_ids,
        labelled.labels,
        labelled.canonical_labels,
        labelled.facets,
        labelled.kinds,
        labelled.area_labels,
        area_words.area_words,
        code_owners.changed_paths,
        code_owners.unowned_paths,
        deployments.deployed_environments,
        reviews.reviewed_by_ids,
        reviews.approved_by_ids,
        reviews.reviewed_by_team_ids,
        reviews.approved_by_team_ids,
        reviews.merged_by_team_ids,
        reviews.approval_count,
        reviews.approval_of_head_count,
        reviews.recognised_approval_count,
        spoken.spoken_approval_by_ids,
        spoken.spoken_approval_count,
        spoken.documented_spoken_approval_count,
        reviews.approval_count - reviews.approval_of_head_count
            as approval_of_older_commit_count,
        code_owners.code_owner_approval_count,
        checks.check_count,
        checks.required_check_count,
        checks.failing_check_names,
        checks.missing_check_names,
        pull_requests.comment_count,
        pull_requests.changed_file_count,
        date_sub('second', pull_requests.created_at, pull_requests.merged_at) / 3600.0
            as hours_open,
        waits.business_days_open,
        waits.full_business_days_open,
        waits.response_wait_minutes,
        waits.response_wait_business_days,
        waits.review_wait_minutes,
        waits.review_wait_business_days,
        waits.inactive_days,
        pull_requests.is_draft,
        case
            when pull_requests.milestone is not null then true
            when repositories.source = 'github' then false
        end as has_milestone,
        pull_requests.merged_by_id = pull_requests.author_id
        and not exists (
            select 1
            from machines
            where machines.person_id = pull_requests.merged_by_id
        ) as is_self_merged,
        on_call.is_on_call as is_merged_by_on_call,
        hotfixes.item_id is not null as is_hotfix,
        coalesce(
            breaking.is_labelled
            or breaking.is_titled
            or breaking.is_in_commit
            or breaking.is_asserted_in_description,
            false
        ) as is_breaking,
        pull_requests.url,
        pull_requests.path,
        pull_requests.line,
        pull_requests.created_at,
        responses.first_response_at,
        reviews.first_review_at,
        pull_requests.merged_at,
        pull_requests.closed_at

    from pull_requests
    inner join repositories
        on pull_requests.repository_id = repositories.repository_id
    inner join labelled on pull_requests.item_id = labelled.item_id
    inner join reviews on pull_requests.item_id = reviews.item_id
    inner join checks on pull_requests.item_id = checks.item_id
    inner join area_words on pull_requests.item_id = area_words.item_id
    left join waits on pull_requests.item_id = waits.item_id
    left join spoken on pull_requests.item_id = spoken.item_id
    left join code_owners on pull_requests.item_id = code_owners.item_id
    left join deployments on pull_requests.item_id = deployments.item_id
    left join on_call
        on
            pull_requests.repository_id = on_call.repository_id
            and pull_requests.merged_by_id = on_call.person_id
            and pull_requests.merged_at = on_call.acted_at
    left join breaking on pull_requests.item_id = breaking.item_id
    left join hotfixes on pull_requests.item_id = hotfixes.item_id
    left join linked_issues on pull_requests.item_id = linked_issues.item_id
    left join linked_by_issues on pull_requests.item_id = linked_by_issues.item_id
    left join responses on pull_requests.item_id = responses.item_id

)

select * from final
