-- Which entries and issues make one incident: entries that share an issue, and a log's
-- entry with the write-up of the same day that it links to or shares its title with,
-- are one.
with recursive entries as (

    select * from {{ ref('int_incident_entries') }}

),

issues as (

    select * from {{ ref('int_incident_issues') }}

),

matches as (

    select * from {{ ref('int_incident_matches') }}

),

alone as (

    -- A write-up that has its document for itself.
    select *

    from entries
    qualify count(*) over (partition by repository_id, path) = 1

),

linked_write_up as (

    -- An entry of a log that links to the write-up of the same day.
    select
        entries.entry_id,
        alone.entry_id as other_entry_id

    from entries
    inner join alone
        on
            entries.repository_id = alone.repository_id
            and entries.path <> alone.path
            and list_contains(entries.linked_paths, alone.path)
            and entries.occurred_on = alone.occurred_on

),

same_write_up as (

    select
        earlier.entry_id,
        later.entry_id as other_entry_id

    from entries as earlier
    inner join entries as later
        on
            earlier.repository_id = later.repository_id
            and earlier.occurred_on = later.occurred_on
            and earlier.path <> later.path
            and earlier.entry_id < later.entry_id
    where length(list_intersect(earlier.title_words, later.title_words)) >= 2

    union

    select
        entry_id,
        other_entry_id
    from linked_write_up

),

edges as (

    select
        entry_id as member_id,
        item_id as other_member_id
    from matches

    union

    select
        item_id as member_id,
        entry_id as other_member_id
    from matches

    union

    select
        entry_id as member_id,
        other_entry_id as other_member_id
    from same_write_up

    union

    select
        other_entry_id as member_id,
        entry_id as other_member_id
    from same_write_up

),

members as (

    select
        entry_id as member_id,
        repository_id,
        'entry' as member_kind
    from entries

    union all

    select
        item_id as member_id,
        repository_id,
        'issue' as member_kind
    from issues

),

reachable as (

    select
        member_id,
        member_id as root_id
    from members

    union

    select
        edges.other_member_id as member_id,
        reachable.root_id
    from reachable
    inner join edges on reachable.member_id = edges.member_id

),

roots as (

    select
        member_id,
        min(root_id) as root_id

    from reachable
    group by member_id

),

final as (

    select
        members.member_id,
        members.member_kind,
        members.repository_id,
        roots.root_id

    from members
    inner join roots on members.member_id = roots.member_id

)

select * from final
