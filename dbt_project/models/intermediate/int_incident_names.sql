-- The public id of an incident: the number of its first issue, else its day, else the
-- first words of its title. Such an id survives edits above it in the log.
with members as (

    select * from {{ ref('int_incident_members') }}

),

entries as (

    select * from {{ ref('int_incident_entries') }}

),

issues as (

    select * from {{ ref('int_incident_issues') }}

),

described as (

    select
        members.root_id,
        members.repository_id,
        min(issues.number) as issue_number,
        min(entries.occurred_on) as occurred_on,
        first(
            regexp_replace(lower(entries.title), '[^a-z0-9]+', '-', 'g')
            order by entries.path, entries.line
        ) filter (where entries.entry_id is not null) as slug,
        first(entries.path || ':' || entries.line order by entries.path, entries.line)
            as place

    from members
    left join entries on members.member_id = entries.entry_id
    left join issues on members.member_id = issues.item_id
    group by members.root_id, members.repository_id

),

named as (

    select
        root_id,
        repository_id,
        coalesce(
            cast(issue_number as varchar),
            cast(occurred_on as varchar),
            nullif(left(slug, 40), ''),
            'untitled'
        ) as name,
        place

    from described

),

final as (

    select
        root_id,
        repository_id,
        repository_id || ':incident-' || name
        || case
            when row_number() over same_name > 1
                then '-' || row_number() over same_name
            else ''
        end as incident_id

    from named
    window same_name as (partition by repository_id, name order by place, root_id)

)

select * from final
