with evidence as (

    select * from {{ ref('int_item_breaking_evidence') }}

),

items as (

    select * from {{ ref('int_items') }}

),

issues as (

    select * from {{ ref('issues') }}

),

pull_requests as (

    select * from {{ ref('pull_requests') }}

),

signals as (

    select * from {{ ref('int_items_with_signals') }}

),

gap_statements as (

    select * from {{ ref('stg_parsed__gap_statements') }}

),

change_kinds as (

    select * from {{ ref('change_kinds') }}

),

rollout as (

    select * from {{ ref('int_items_with_rollout_plans') }}

),

documented as (

    select * from {{ ref('int_items_in_documents') }}

),

windows as (

    select * from {{ ref('int_documented_deprecation_windows') }}

),

spoken as (

    select * from {{ ref('int_spoken_approvals') }}

),

removals as (

    select * from {{ ref('int_removals') }}

),

incident_causes as (

    select
        pull_request_id as item_id,
        list_sort(list(incident_id)) as caused_incident_ids

    from {{ ref('int_incidents_with_pull_requests') }}
    where role = 'cause'
    group by pull_request_id

),

links as (

    select
        item_id,
        list_sort(list_distinct(list(target_item_id))) as linked_issue_ids

    from {{ ref('int_item_links') }}
    where target_item_kind = 'issue'
    group by item_id

),

class_members as (

    select string_agg(pattern, '|') as pattern
    from {{ ref('breaking_markers') }}
    where place = 'class_member'

),

new_versions as (

    select string_agg(pattern, '|') as pattern
    from {{ ref('breaking_markers') }}
    where place = 'new_version'

),

form_texts as (

    select string_agg(pattern, '|') as pattern
    from {{ ref('breaking_markers') }}
    where place = 'form_text'

),

texts as (

    -- `Table.dump` is a method, and no table; what a form asks says nothing.
    select
        items.item_id,
        regexp_replace(
            coalesce(items.title, ''), class_members.pattern, 'method', 'g'
        ) as title,
        regexp_replace(
            regexp_replace(coalesce(items.body, ''), form_texts.pattern, ' ', 'g'),
            class_members.pattern, 'method', 'g'
        ) as body

    from items
    cross join class_members
    cross join form_texts

),

kinds as (

    -- Title and labels say what is changed more surely than the text does.
    select
        texts.item_id,
        list_sort(
            list_distinct(
                list(change_kinds.change_kind)
                filter (
                    where not change_kinds.is_weak
                    and regexp_matches(texts.title, change_kinds.pattern)
                )
            )
        ) as title_kinds,
        list_sort(
            list_distinct(
                list(change_kinds.change_kind)
                filter (
                    where change_kinds.is_weak
                    and regexp_matches(texts.title, change_kinds.pattern)
                )
            )
        ) as weak_kinds,
        list_sort(
            list_distinct(
                list(change_kinds.change_kind)
                filter (
                    where not change_kinds.is_weak
                    and regexp_matches(
                        concat_ws(' ', texts.title, texts.body),
                        change_kinds.pattern
                    )
                )
            )
        ) as all_kinds

    from texts
    inner join evidence on texts.item_id = evidence.item_id
    cross join change_kinds
    group by texts.item_id

),

unclear as (

    select
        item_id,
        true as is_authority_unclear

    from gap_statements
    where item_id is not null
    group by item_id

    union

    select
        item_id,
        true as is_authority_unclear

    from signals
    where list_contains(signal_kinds, 'unclear_authority')

    union

    -- A document that does not know who decides leaves every such change undecided.
    select
        evidence.item_id,
        true as is_authority_unclear

    from evidence
    inner join items on evidence.item_id = items.item_id
    inner join gap_statements on items.repository_id = gap_statements.repository_id
    where
        gap_statements.item_id is null
        and gap_statements.topic = 'breaking_changes'
        and gap_statements.kind = 'missing'

),

final as (

    select
        items.item_id as breaking_change_id,
        items.repository_id,
        items.item_id,
        items.item_kind,
        items.title,
        coalesce(
            case when evidence.is_major_upgrade then 'dependency' end,
            kinds.title_kinds[1],
            evidence.path_kinds[1],
            kinds.all_kinds[1],
            kinds.weak_kinds[1]
        ) as change_kind,
        list_sort(
            list_distinct(
                list_concat(
                    list_concat(coalesce(kinds.all_kinds, []), evidence.path_kinds),
                    case when evidence.is_major_upgrade then ['dependency'] else [] end
                )
            )
        ) as change_kinds,
        coalesce(pull_requests.state, issues.state) as state,
        evidence.evidence_kinds,
        evidence.quote,
        evidence.broken_paths,
        evidence.release_ids,
        nullif(
            regexp_extract(
                concat_ws(' ', items.title, items.body), '/v\d+(/[A-Za-z0-9_{}-]+)*'
            ),
            ''
        ) as versioned_path,
        -- A path that is named may be the one that breaks.
        case
            when
                regexp_matches(
                    concat_ws(' ', items.title, items.body), new_versions.pattern
                )
                or length(
                    list_filter(
                        evidence.broken_paths,
                        lambda path: regexp_matches(path, '(^|/)v\d+/$')
                    )
                ) > 0
                then true
        end as is_version_new,
        pull_requests.approved_by_team_ids,
        -- In words, too, where the documents say that words approve.
        case
            when pull_requests.approved_by_ids is not null
                then
                    list_sort(
                        list_distinct(
                            list_concat(
                                pull_requests.approved_by_ids,
                                spoken.documented_approver_ids
                            )
                        )
                    )
        end as approved_by_ids,
        coalesce(links.linked_issue_ids, []) as linked_issue_ids,
        coalesce(documented.documented_in, []) as documented_in,
        coalesce(incident_causes.caused_incident_ids, []) as caused_incident_ids,
        removals.removal_id as removed_by_id,
        removals.notice_id as announced_by_id,
        pull_requests.approval_count,
        pull_requests.recognised_approval_count,
        pull_requests.documented_spoken_approval_count,
        removals.kept_days as kept_deprecation_days,
        coalesce(
            signals.stated_deprecation_days, announcements.stated_deprecation_days
        ) as stated_deprecation_days,
        case
            when removals.removal_id = items.item_id then removals.kept_days
            else coalesce(
                signals.stated_deprecation_days, announcements.stated_deprecation_days
            )
        end as deprecation_days,
        case
            when
                coalesce(
                    signals.stated_deprecation_days,
                    announcements.stated_deprecation_days
                ) is not null
                then coalesce(
                    list_contains(
                        windows.documented_days,
                        coalesce(
                            signals.stated_deprecation_days,
                            announcements.stated_deprecation_days
                        )
                    )
                    or documented.states_deprecation,
                    false
                )
        end as is_deprecation_documented,
        coalesce(rollout.has_rollout_plan, false) as has_rollout_plan,
        coalesce(unclear.is_authority_unclear, false) as is_authority_unclear,
        evidence.is_doubted as is_disputed,
        items.url,
        items.path,
        items.line,
        items.created_at,
        items.merged_at,
        removals.announced_at as deprecation_announced_at,
        removals.removed_at

    from evidence
    inner join items on evidence.item_id = items.item_id
    cross join new_versions
    left join pull_requests on items.item_id = pull_requests.pull_request_id
    left join issues on items.item_id = issues.issue_id
    left join signals on items.item_id = signals.item_id
    left join kinds on items.item_id = kinds.item_id
    left join links on items.item_id = links.item_id
    left join documented on items.item_id = documented.item_id
    left join windows on items.repository_id = windows.repository_id
    left join rollout on items.item_id = rollout.item_id
    left join unclear on items.item_id = unclear.item_id
    left join spoken on items.item_id = spoken.item_id
    left join removals on items.item_id = removals.item_id
    left join signals as announcements
        on removals.notice_id = announcements.item_id
    left join incident_causes on items.item_id = incident_causes.item_id

)

select * from final
