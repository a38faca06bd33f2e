with names as (

    select * from {{ ref('int_incident_names') }}

),

members as (

    select * from {{ ref('int_incident_members') }}

),

entries as (

    select
        *,
        count(*) over (partition by repository_id, path) = 1 as is_alone_in_its_document

    from {{ ref('int_incident_entries') }}

),

issues as (

    select * from {{ ref('int_incident_issues') }}

),

pull_requests as (

    select * from {{ ref('int_incidents_with_pull_requests') }}

),

signals as (

    select * from {{ ref('int_incident_signals') }}

),

action_items as (

    select written.*

    from {{ ref('int_action_items') }} as written
    anti join {{ ref('int_repeated_action_items') }} as repeated
        on written.action_item_id = repeated.action_item_id

),

incident_references as (

    select * from {{ ref('int_incident_references') }}

),

items as (

    select * from {{ ref('int_items') }}

),

entry_references as (

    select
        members.root_id,
        list_sort(list_distinct(list(incident_references.target_item_id)))
            as linked_item_ids

    from incident_references
    inner join members on incident_references.entry_id = members.member_id
    group by members.root_id

),

issue_addresses as (

    select
        members.root_id,
        first(items.url order by items.number) as url

    from members
    inner join items on members.member_id = items.item_id
    group by members.root_id

),

repositories as (

    select * from {{ ref('stg_raw__repositories') }}

),

entry_facts as (

    select
        members.root_id,
        first(entries.title order by entries.path, entries.line) as title,
        min(entries.severity) as severity,
        list_sort(
            list_distinct(flatten(list(coalesce(entries.severities_as_written, []))))
        ) as severities_as_written,
        min(entries.occurred_on) as occurred_on,
        min(entries.started_at) as started_at,
        min(entries.detected_at) as detected_at,
        min(entries.acknowledged_at) as acknowledged_at,
        bool_or(entries.is_paged_apart) as is_paged_apart,
        max(entries.mitigated_at) as mitigated_at,
        max(entries.restored_at) as restored_at,
        max(entries.minutes_to_restore) as minutes_to_restore,
        min(entries.written_at) as written_at,
        min(entries.reviewed_on) as reviewed_on,
        min(entries.published_on) as published_on,
        list_sort(list_distinct(list(entries.path))) as log_paths,
        first(entries.path order by entries.path, entries.line) as log_path,
        first(entries.line order by entries.path, entries.line) as log_line,
        bool_or(
            entries.line = 1
            or regexp_matches(
                entries.title, '(?i)\bpost.?mortem|\bincident (report|review)\b'
            )
            or (
                (
                    entries.is_alone_in_its_document
                    or regexp_matches(
                        entries.path,
                        '(?i)(incident|outage|review|retro|rca)[^/]*/[^/]+$'
                        || '|post.?mortem'
                    )
                )
                -- A log by its name, though it be in such a folder or have one entry.
                and not regexp_matches(
                    entries.path,
                    '(?i)(^|/)(readme|_?index|incidents|outages|history'
                    || '|([^/]*[-_ ])?log)\.\w+$'
                )
            )
        ) as has_document_of_its_own,
        first(entries.commit_sha order by entries.path, entries.line)
            as log_commit_sha,
        list_sort(list_distinct(flatten(list(coalesce(entries.parts, []))))) as parts,
        bool_or(entries.has_stated_omission) as has_stated_omission,
        bool_or(entries.is_issue_filed_afterwards) as is_issue_filed_afterwards,
        bool_or(entries.standing = 'draft') as is_draft

    from members
    inner join entries on members.member_id = entries.entry_id
    group by members.root_id

),

issue_facts as (

    select
        members.root_id,
        first(issues.title order by issues.number) as title,
        min(issues.severity) as severity,
        list_sort(list(issues.item_id)) as issue_ids,
        list_sort(list_distinct(flatten(list(issues.severity_labels))))
            as severity_labels,
        list_sort(list_distinct(flatten(list(issues.labels)))) as issue_labels,
        min(issues.created_at) as first_issue_at

    from members
    inner join issues on members.member_id = issues.item_id
    group by members.root_id

),

pull_request_facts as (

    select
        incident_id,
        list_sort(list_distinct(list(pull_request_id) filter (where role = 'cause')))
            as cause_pull_request_ids,
        list_sort(list_distinct(list(pull_request_id) filter (where role = 'fix')))
            as fix_pull_request_ids

    from pull_requests
    group by incident_id

),

signal_facts as (

    select
        incident_id,
        bool_or(kind = 'offline_discussion') as is_discussed_off_github,
        bool_or(
            kind = 'postmortem_formal'
            and (said_in <> 'entry' or regexp_matches(quote, 'https?://|\]\('))
        ) as has_formal_mention,
        bool_or(kind = 'retro_informal') as has_informal_review,
        -- `What went well` and a `TODO` are parts of a write-up that is called one.
        bool_or(kind in ('retro_informal', 'retro_missing') and said_in = 'entry')
        and not bool_or(
            kind = 'postmortem_formal'
            and said_in = 'entry'
            and regexp_matches(quote, '(?i)\bpost-?mortem\b')
        ) as is_log_informal,
        list_sort(
            list_distinct(
                list(json_extract_string(parameters, '$.severity_as_written'))
                filter (where kind = 'severity_assigned')
            )
        ) as stated_severities,
        min(cast(json_extract_string(parameters, '$.severity') as integer))
        filter (where kind = 'severity_assigned') as stated_severity

    from signals
    group by incident_id

),

action_item_facts as (

    select
        members.root_id,
        count(*) as action_item_count,
        count(*) filter (where action_items.resolved_status = 'open')
            as open_action_item_count,
        count(*) filter (
            where
            action_items.resolved_status <> 'done'
            and action_items.owner_id is null
        ) as unowned_action_item_count

    from action_items
    inner join members on action_items.entry_id = members.member_id
    group by members.root_id

),

joined as (

    select
        names.incident_id,
        names.repository_id,
        coalesce(entry_facts.title, issue_facts.title) as title,
        least(entry_facts.severity, issue_facts.severity) as written_severity,
        signal_facts.stated_severity,
        coalesce(entry_facts.severities_as_written, []) as entry_severities,
        coalesce(issue_facts.severity_labels, []) as severity_label_names,
        coalesce(signal_facts.stated_severities, []) as stated_severities,
        entry_facts.occurred_on,
        entry_facts.started_at,
        entry_facts.detected_at,
        entry_facts.acknowledged_at,
        entry_facts.is_paged_apart,
        entry_facts.mitigated_at,
        entry_facts.restored_at,
        entry_facts.minutes_to_restore,
        entry_facts.written_at,
        entry_facts.reviewed_on,
        entry_facts.published_on,
        -- A stated day of the review, or of the write-up, counts where the commit came
        -- later.
        least(
            entry_facts.written_at,
            cast(entry_facts.reviewed_on as timestamp),
            cast(entry_facts.published_on as timestamp)
        ) as reviewed_at,
        coalesce(issue_facts.issue_ids, []) as issue_ids,
        issue_facts.issue_labels,
        coalesce(pull_request_facts.cause_pull_request_ids, [])
            as cause_pull_request_ids,
        coalesce(pull_request_facts.fix_pull_request_ids, [])
            as fix_pull_request_ids,
        entry_facts.root_id is not null as has_log_entry,
        coalesce(entry_facts.log_paths, []) as log_paths,
        case
            when entry_facts.root_id is not null
                then coalesce(entry_references.linked_item_ids, [])
        end as linked_item_ids,
        issue_addresses.url,
        entry_facts.log_path,
        entry_facts.log_line,
        entry_facts.log_commit_sha,
        {{ permalink(
            'repositories.url',
            'entry_facts.log_commit_sha',
            'entry_facts.log_path',
            'entry_facts.log_line'
        ) }} as log_url,
        issue_facts.root_id is not null as has_incident_issue,
        issue_facts.first_issue_at,
        entry_facts.is_issue_filed_afterwards,
        coalesce(signal_facts.is_discussed_off_github, false)
            as is_discussed_off_github,
        coalesce(action_item_facts.action_item_count, 0) as action_item_count,
        coalesce(action_item_facts.open_action_item_count, 0)
            as open_action_item_count,
        coalesce(action_item_facts.unowned_action_item_count, 0)
            as unowned_action_item_count,
        coalesce(
            list_has_any(
                entry_facts.parts,
                ['summary', 'impact', 'root_cause', 'resolution', 'detection']
            ),
            false
        ) as has_what_happened,
        coalesce(
            list_contains(entry_facts.parts, 'timeline')
            or entry_facts.restored_at is not null,
            false
        ) as has_when,
        -- A line of a log tells when it was over, and what it was: no write-up as yet.
        coalesce(
            list_contains(entry_facts.parts, 'timeline')
            or entry_facts.has_document_of_its_own
            or length(
                list_intersect(
                    entry_facts.parts, ['summary', 'impact', 'root_cause', 'resolution']
                )
            ) > 1,
            false
        ) as is_more_than_a_line,
        coalesce(
            list_contains(entry_facts.parts, 'action_items')
            or action_item_facts.action_item_count > 0,
            false
        ) as has_action_items,
        coalesce(entry_facts.has_stated_omission, false) as has_stated_omission,
        entry_facts.is_draft,
        entry_facts.parts as postmortem_parts,
        coalesce(signal_facts.has_formal_mention, false) as has_formal_mention,
        coalesce(signal_facts.has_informal_review, false) as has_informal_review,
        coalesce(signal_facts.is_log_informal, false) as is_log_informal

    from names
    inner join repositories on names.repository_id = repositories.repository_id
    left join entry_facts on names.root_id = entry_facts.root_id
    left join entry_references on names.root_id = entry_references.root_id
    left join issue_addresses on names.root_id = issue_addresses.root_id
    left join issue_facts on names.root_id = issue_facts.root_id
    left join action_item_facts on names.root_id = action_item_facts.root_id
    left join pull_request_facts
        on names.incident_id = pull_request_facts.incident_id
    left join signal_facts on names.incident_id = signal_facts.incident_id

),

measured as (

    select
        *,
        date_sub('minute', coalesce(started_at, detected_at), first_issue_at)
            as minutes_to_incident_issue,
        date_diff('day', coalesce(restored_at, occurred_on), reviewed_at)
            as postmortem_delay_days,
        case
            when
                has_what_happened
                and has_when
                and has_action_items
                and unowned_action_item_count = 0
                and open_action_item_count = 0
                and not has_stated_omission
                and not coalesce(is_draft, false)
                then 'complete'
            -- A log entry that calls itself notes, without a timeline or action items,
            -- is no write-up.
            when is_log_informal and not (has_when and has_action_items)
                then 'informal'
            when
                has_log_entry
                and ((has_when and is_more_than_a_line) or has_action_items)
                then 'partial'
            when has_formal_mention then 'partial'
            when has_log_entry or has_informal_review then 'informal'
            else 'missing'
        end as postmortem_status

    from joined

),

final as (

    select
        incident_id,
        repository_id,
        title,
        cast(coalesce(written_severity, stated_severity) as integer) as severity,
        list_sort(
            list_distinct(
                list_concat(
                    entry_severities,
                    list_concat(severity_label_names, stated_severities)
                )
            )
        ) as severity_as_written,
        severity_label_names,
        issue_ids,
        issue_labels,
        cause_pull_request_ids,
        fix_pull_request_ids,
        linked_item_ids,
        log_paths,
        log_path,
        log_line,
        log_commit_sha,
        log_url,
        url,
        postmortem_status,
        case when has_log_entry then list_sort(postmortem_parts) end
            as postmortem_parts,
        coalesce(
            minutes_to_restore,
            date_sub('minute', coalesce(started_at, detected_at), restored_at)
        ) as minutes_to_restore,
        date_sub('minute', coalesce(detected_at, started_at), acknowledged_at)
            as minutes_to_acknowledge,
        case
            when acknowledged_at is not null
                then detected_at is null or coalesce(is_paged_apart, false)
        end as is_acknowledged_sooner,
        {{ at_least_zero('minutes_to_incident_issue') }} as minutes_to_incident_issue,
        action_item_count,
        open_action_item_count,
        {{ at_least_zero('postmortem_delay_days') }} as postmortem_delay_days,
        {{ business_days_between('coalesce(restored_at, occurred_on)', 'reviewed_at') }}
            as postmortem_delay_business_days,
        has_log_entry,
        is_draft,
        has_incident_issue,
        coalesce(
            is_issue_filed_afterwards,
            first_issue_at > coalesce(restored_at, mitigated_at)
        ) as is_issue_filed_late,
        is_discussed_off_github,
        occurred_on,
        reviewed_on,
        published_on,
        started_at,
        detected_at,
        acknowledged_at,
        mitigated_at,
        restored_at,
        case when postmortem_status in ('complete', 'partial') then written_at end
            as postmortem_at,
        first_issue_at as issue_created_at

    from measured

)

select * from final
