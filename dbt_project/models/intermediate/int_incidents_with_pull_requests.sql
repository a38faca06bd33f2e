-- Cause and fix are read from links, closing keywords and sentences; never from dates.
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

spoken as (

    select
        entry_references.entry_id as member_id,
        entry_references.target_item_id as pull_request_id,
        entry_references.role,
        entry_references.quote

    from entry_references

    union all

    select
        item_id as member_id,
        target_item_id as pull_request_id,
        role,
        quote

    from item_links
    where item_kind = 'issue' and target_item_kind = 'pull_request'

    union all

    -- The pull request speaks: it closes or fixes the incident's issue.
    select
        target_item_id as member_id,
        item_id as pull_request_id,
        'fix' as role,
        quote

    from item_links
    where
        item_kind = 'pull_request'
        and target_item_kind = 'issue'
        and role in ('closes', 'fix')

),

final as (

    select
        names.incident_id,
        spoken.pull_request_id,
        case spoken.role when 'closes' then 'fix' else spoken.role end as role,
        first(spoken.quote order by spoken.quote nulls last) as quote

    from spoken
    inner join members on spoken.member_id = members.member_id
    inner join names on members.root_id = names.root_id
    where spoken.role in ('cause', 'fix', 'closes')
    group by all

)

select * from final
