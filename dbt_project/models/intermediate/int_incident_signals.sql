-- What is asserted about an incident: in the lines of its entries, in its issues, and
-- in the pull requests that fixed it.
with signals as (

    select * from {{ ref('int_text_signals_with_items') }}
    where is_asserted

),

members as (

    select * from {{ ref('int_incident_members') }}

),

names as (

    select * from {{ ref('int_incident_names') }}

),

entries as (

    select * from {{ ref('int_incident_entries') }}

),

pull_requests as (

    select * from {{ ref('int_incidents_with_pull_requests') }}
    where role = 'fix'

),

in_entries as (

    select
        members.root_id,
        'entry' as said_in,
        signals.item_id,
        signals.path,
        signals.line,
        signals.commit_sha,
        signals.kind,
        signals.quote,
        signals.parameters,
        signals.author_id,
        signals.said_at,
        signals.text_signal_id

    from entries
    inner join members on entries.entry_id = members.member_id
    inner join signals
        on
            entries.repository_id = signals.repository_id
            and entries.path = signals.path
            and signals.item_id is null
            and signals.line between entries.line and entries.end_line

),

in_issues as (

    select
        members.root_id,
        'issue' as said_in,
        signals.item_id,
        signals.path,
        signals.line,
        signals.commit_sha,
        signals.kind,
        signals.quote,
        signals.parameters,
        signals.author_id,
        signals.said_at,
        signals.text_signal_id

    from members
    inner join signals on members.member_id = signals.item_id

),

in_pull_requests as (

    select
        names.root_id,
        'pull_request' as said_in,
        signals.item_id,
        signals.path,
        signals.line,
        signals.commit_sha,
        signals.kind,
        signals.quote,
        signals.parameters,
        signals.author_id,
        signals.said_at,
        signals.text_signal_id

    from pull_requests
    inner join names on pull_requests.incident_id = names.incident_id
    inner join signals on pull_requests.pull_request_id = signals.item_id

),

united as (

    select * from in_entries
    union all
    select * from in_issues
    union all
    select * from in_pull_requests

),

final as (

    select
        names.incident_id,
        united.said_in,
        united.item_id,
        united.path,
        united.line,
        united.commit_sha,
        united.kind,
        united.quote,
        united.parameters,
        united.author_id,
        united.said_at,
        united.text_signal_id

    from united
    inner join names on united.root_id = names.root_id

)

select * from final
