-- Cause and fix are read from links, closing keywords and sentences; never from dates
-- alone: a hotfix is for the incident that it names while the trouble lasts, and what
-- takes back a cause meanwhile is a fix.
with members as (

    select * from {{ ref('int_incident_members') }}

),

names as (

    select * from {{ ref('int_incident_names') }}

),

entry_references as (

    select * from {{ ref('int_incident_references') }}
    where entry_id is not null and target_item_kind = 'pull_request'

),

item_links as (

    select * from {{ ref('int_item_links') }}

),

reverts as (

    select * from {{ ref('int_reverts') }}

),

entries as (

    select * from {{ ref('int_incident_entries') }}

),

hotfixes as (

    select
        items.item_id,
        items.created_at

    from {{ ref('int_hotfixes') }} as hotfixes
    inner join {{ ref('int_items') }} as items on hotfixes.item_id = items.item_id

),

incident_issues as (

    select
        items.item_id,
        items.created_at,
        items.closed_at

    from {{ ref('int_incident_issues') }} as issues
    inner join {{ ref('int_items') }} as items on issues.item_id = items.item_id

),

named_by_hotfix as (

    -- The one incident's issue that it names, open when the hotfix was opened.
    select
        item_links.target_item_id as issue_id,
        item_links.item_id as pull_request_id,
        max(item_links.quote) as quote,
        min(hotfixes.created_at) as opened_at,
        min(incident_issues.created_at) as began_at,
        min(incident_issues.closed_at) as ended_at

    from item_links
    inner join hotfixes on item_links.item_id = hotfixes.item_id
    inner join incident_issues on item_links.target_item_id = incident_issues.item_id
    group by item_links.target_item_id, item_links.item_id
    having bool_and(item_links.role = 'mention')
    qualify count(*) over (partition by item_links.item_id) = 1

),

said as (

    select
        entry_references.entry_id as member_id,
        entry_references.target_item_id as pull_request_id,
        entry_references.role,
        entry_references.quote,
        cast(null as varchar) as quoted_item_id,
        entry_references.path as quoted_path,
        entry_references.line as quoted_line,
        entry_references.commit_sha as quoted_commit_sha

    from entry_references

    union all

    select
        item_id as member_id,
        target_item_id as pull_request_id,
        role,
        quote,
        item_id as quoted_item_id,
        cast(null as varchar) as quoted_path,
        cast(null as bigint) as quoted_line,
        cast(null as varchar) as quoted_commit_sha

    from item_links
    where item_kind = 'issue' and target_item_kind = 'pull_request'

    union all

    -- The pull request speaks: it closes or fixes the incident's issue.
    select
        target_item_id as member_id,
        item_id as pull_request_id,
        'fix' as role,
        quote,
        item_id as quoted_item_id,
        cast(null as varchar) as quoted_path,
        cast(null as bigint) as quoted_line,
        cast(null as varchar) as quoted_commit_sha

    from item_links
    where
        item_kind = 'pull_request'
        and target_item_kind = 'issue'
        and role in ('closes', 'fix')

    union all

    select
        issue_id as member_id,
        pull_request_id,
        'fix' as role,
        quote,
        pull_request_id as quoted_item_id,
        cast(null as varchar) as quoted_path,
        cast(null as bigint) as quoted_line,
        cast(null as varchar) as quoted_commit_sha

    from named_by_hotfix
    where opened_at between began_at and coalesce(ended_at, opened_at)

),

lasting as (

    select
        members.root_id,
        min(
            coalesce(
                entries.started_at,
                entries.detected_at,
                entries.occurred_on,
                incident_issues.created_at
            )
        ) as began_at,
        -- An issue may stay open for what follows.
        coalesce(max(entries.restored_at), max(incident_issues.closed_at)) as ended_at

    from members
    left join entries on members.member_id = entries.entry_id
    left join incident_issues on members.member_id = incident_issues.item_id
    group by members.root_id

),

took_back as (

    select
        members.member_id,
        reverts.pull_request_id,
        'fix' as role,
        cast(null as varchar) as quote,
        reverts.pull_request_id as quoted_item_id,
        cast(null as varchar) as quoted_path,
        cast(null as bigint) as quoted_line,
        cast(null as varchar) as quoted_commit_sha

    from said
    inner join members on said.member_id = members.member_id
    inner join lasting on members.root_id = lasting.root_id
    inner join reverts on said.pull_request_id = reverts.reverted_pull_request_id
    where
        said.role = 'cause'
        and reverts.reverted_at >= lasting.began_at
        and reverts.reverted_at
        <= coalesce(
            lasting.ended_at + interval 1 hour, lasting.began_at + interval 1 day
        )

),

spoken as (

    select
        * exclude (role),
        case role when 'closes' then 'fix' else role end as role

    from said
    where role in ('cause', 'fix', 'closes')

    union all by name

    select * from took_back

),

final as (

    select
        names.incident_id,
        spoken.pull_request_id,
        spoken.role,
        spoken.quote,
        spoken.quoted_item_id,
        spoken.quoted_path,
        spoken.quoted_line,
        spoken.quoted_commit_sha

    from spoken
    inner join members on spoken.member_id = members.member_id
    inner join names on members.root_id = names.root_id
    qualify
        row_number() over (
            partition by names.incident_id, spoken.pull_request_id, spoken.role
            order by
                spoken.quote nulls last,
                spoken.quoted_path nulls last,
                spoken.quoted_line,
                spoken.quoted_item_id
        ) = 1

)

select * from final
