-- Every citation in one place: what is claimed of which subject, and where it stands.
with incidents as (

    select * from {{ ref('incidents') }}

),

incident_pull_requests as (

    select * from {{ ref('int_incidents_with_pull_requests') }}

),

incident_signals as (

    select * from {{ ref('int_incident_signals') }}

),

items as (

    select * from {{ ref('int_items') }}

),

repositories as (

    select * from {{ ref('repositories') }}

),

overrides as (

    select * from {{ ref('merge_overrides') }}

),

breaking_changes as (

    select * from {{ ref('breaking_changes') }}

),

action_items as (

    select * from {{ ref('action_items') }}

),

gaps as (

    select * from {{ ref('governance_gaps') }}

),

results as (

    select * from {{ ref('policy_results') }}

),

clauses as (

    select * from {{ ref('policy_clauses') }}

),

authority as (

    select * from {{ ref('authority_statements') }}

),

log_entries as (

    select
        incident_id as subject_id,
        'has_log_entry' as claim,
        log_url as url,
        log_path as path,
        log_line as line,
        log_commit_sha as commit_sha,
        title as quote

    from incidents
    where has_log_entry

),

incident_issues as (

    select
        incidents.incident_id as subject_id,
        'has_incident_issue' as claim,
        items.url,
        items.path,
        items.line,
        cast(null as varchar) as commit_sha,
        items.title as quote

    from incidents
    inner join items on list_contains(incidents.issue_ids, items.item_id)

),

causes_and_fixes as (

    select
        incident_pull_requests.incident_id as subject_id,
        incident_pull_requests.role || '_pull_request' as claim,
        case
            when incident_pull_requests.quoted_path is null
                then coalesce(speakers.url, items.url)
            else {{ permalink(
                'repositories.url',
                'incident_pull_requests.quoted_commit_sha',
                'incident_pull_requests.quoted_path',
                'incident_pull_requests.quoted_line'
            ) }}
        end as url,
        coalesce(incident_pull_requests.quoted_path, speakers.path, items.path) as path,
        case
            when incident_pull_requests.quoted_path is not null
                then incident_pull_requests.quoted_line
            else coalesce(speakers.line, items.line)
        end as line,
        incident_pull_requests.quoted_commit_sha as commit_sha,
        coalesce(incident_pull_requests.quote, items.title) as quote

    from incident_pull_requests
    inner join items on incident_pull_requests.pull_request_id = items.item_id
    inner join repositories on items.repository_id = repositories.repository_id
    -- The words stand where they were said, which need not be the pull request.
    left join items as speakers
        on
            incident_pull_requests.quote is not null
            and incident_pull_requests.quoted_item_id = speakers.item_id

),

said_of_incidents as (

    select
        incident_signals.incident_id as subject_id,
        incident_signals.kind as claim,
        items.url,
        coalesce(incident_signals.path, items.path) as path,
        coalesce(incident_signals.line, items.line) as line,
        incident_signals.commit_sha,
        incident_signals.quote

    from incident_signals
    left join items on incident_signals.item_id = items.item_id

),

of_overrides as (

    select
        merge_override_id as subject_id,
        kind as claim,
        url,
        path,
        line,
        cast(null as varchar) as commit_sha,
        coalesce(evidence_quote, reason_quote) as quote

    from overrides

),

of_breaking_changes as (

    select
        breaking_change_id as subject_id,
        'breaking_change' as claim,
        url,
        path,
        line,
        cast(null as varchar) as commit_sha,
        coalesce(quote, title) as quote

    from breaking_changes

),

of_action_items as (

    select
        action_item_id as subject_id,
        'action_item_' || status as claim,
        url,
        path,
        line,
        commit_sha,
        coalesce(status_quote, text) as quote

    from action_items

),

of_gaps as (

    select
        gaps.governance_gap_id as subject_id,
        gaps.kind as claim,
        items.url,
        coalesce(gaps.path, items.path) as path,
        coalesce(gaps.line, items.line) as line,
        gaps.commit_sha,
        gaps.quote

    from gaps
    left join items on gaps.item_id = items.item_id

),

of_authority as (

    select
        authority.item_id as subject_id,
        'authority_' || authority.kind as claim,
        items.url,
        authority.path,
        authority.line,
        cast(null as varchar) as commit_sha,
        authority.quote

    from authority
    inner join items on authority.item_id = items.item_id

),

of_failures as (

    select
        policy_result_id as subject_id,
        policy_id as claim,
        evidence_url as url,
        path,
        line,
        cast(null as varchar) as commit_sha,
        quote

    from results
    where outcome = 'fail'

),

of_clauses as (

    select
        clause_id as subject_id,
        'states_rule' as claim,
        url,
        path,
        line,
        commit_sha,
        quote

    from clauses

),

united as (

    select * from log_entries
    union
    select * from incident_issues
    union
    select * from causes_and_fixes
    union
    select * from said_of_incidents
    union
    select * from of_overrides
    union
    select * from of_breaking_changes
    union
    select * from of_action_items
    union
    select * from of_gaps
    union
    select * from of_authority
    union
    select * from of_failures
    union
    select * from of_clauses

),

final as (

    select
        md5(concat_ws(chr(31), subject_id, claim, url, path, line, quote))
            as evidence_id,
        subject_id,
        claim,
        url,
        path,
        line,
        commit_sha,
        quote

    from united
    qualify
        row_number() over (
            partition by subject_id, claim, url, path, line, quote order by commit_sha
        ) = 1

)

select * from final
