-- One row per log entry and issue that speak of the same incident, with the reason:
-- an explicit reference first, then a pull request in common, then severity, words and
-- day, then an issue opened while the trouble lasted, if it and the entry are the only
-- ones there. An entry takes the issues of its best reason only.
with entries as (

    select * from {{ ref('int_incident_entries') }}

),

issues as (

    select * from {{ ref('int_incident_issues') }}

),

entry_references as (

    select * from {{ ref('int_incident_references') }}
    where entry_id is not null

),

item_links as (

    select * from {{ ref('int_item_links') }}

),

named_by_entry as (

    -- The first incident issue that the entry names; later ones may be comparisons.
    -- One that was opened afterwards for the same day is no work that follows from it.
    select
        entry_references.entry_id,
        entry_references.target_item_id as item_id,
        1 as strength,
        'reference' as reason

    from entry_references
    inner join entries on entry_references.entry_id = entries.entry_id
    inner join issues on entry_references.target_item_id = issues.item_id
    where
        entry_references.role <> 'duplicate'
        and (
            entry_references.role <> 'follow_up'
            or coalesce(
                abs(
                    date_diff(
                        'day', entries.occurred_on, cast(issues.created_at as date)
                    )
                ) <= 1,
                false
            )
        )
    qualify
        row_number() over (
            partition by entry_references.entry_id
            order by entry_references.line, issues.number
        ) = 1

),

entry_pull_requests as (

    select distinct
        entry_id,
        target_item_id as pull_request_id

    from entry_references
    where target_item_kind = 'pull_request' and role in ('fix', 'cause', 'closes')

),

issue_pull_requests as (

    select
        item_id,
        target_item_id as pull_request_id

    from item_links
    where
        item_kind = 'issue'
        and target_item_kind = 'pull_request'
        and role in ('fix', 'cause', 'closes')

    union

    select
        target_item_id as item_id,
        item_id as pull_request_id

    from item_links
    where
        item_kind = 'pull_request'
        and target_item_kind = 'issue'
        and role in ('fix', 'closes')

),

shares_pull_request as (

    select distinct
        entry_pull_requests.entry_id,
        issues.item_id,
        2 as strength,
        'pull_request' as reason

    from entry_pull_requests
    inner join issue_pull_requests
        on entry_pull_requests.pull_request_id = issue_pull_requests.pull_request_id
    inner join issues on issue_pull_requests.item_id = issues.item_id

),

resembles as (

    select
        entries.entry_id,
        issues.item_id,
        3 as strength,
        'severity_words_and_day' as reason

    from entries
    inner join issues
        on
            entries.repository_id = issues.repository_id
            and coalesce(entries.severity = issues.severity, true)
            and abs(
                date_diff('day', entries.occurred_on, cast(issues.created_at as date))
            ) <= 3
    where
        length(
            list_intersect(
                entries.title_words,
                regexp_split_to_array(lower(issues.title), '[^a-z0-9]+')
            )
        ) >= 2
    qualify
        row_number() over (
            partition by entries.entry_id
            order by
                length(
                    list_intersect(
                        entries.title_words,
                        regexp_split_to_array(lower(issues.title), '[^a-z0-9]+')
                    )
                ) desc,
                abs(
                    date_diff(
                        'day', entries.occurred_on, cast(issues.created_at as date)
                    )
                ),
                issues.number
        ) = 1

),

opened_during as (

    select
        entries.entry_id,
        issues.item_id,
        4 as strength,
        'opened_during' as reason

    from entries
    inner join issues
        on
            entries.repository_id = issues.repository_id
            and coalesce(entries.severity = issues.severity, true)
            and issues.created_at between entries.started_at and entries.restored_at
    qualify
        count(*) over (partition by entries.entry_id) = 1
        and count(*) over (partition by issues.item_id) = 1

),

surer as (

    select * from named_by_entry
    union all
    select * from shares_pull_request
    union all
    select * from resembles

),

candidates as (

    select * from surer
    union all
    select opened_during.*
    from opened_during
    left join surer on opened_during.item_id = surer.item_id
    where surer.item_id is null

),

best as (

    select *

    from candidates
    qualify strength = min(strength) over (partition by entry_id)

)

select
    entry_id,
    item_id,
    reason

from best
