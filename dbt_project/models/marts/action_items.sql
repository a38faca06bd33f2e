with written as (

    select * from {{ ref('int_action_items') }}

),

-- Items one line below the other are a list.
listed as (

    select
        *,
        line
        - dense_rank() over (partition by entry_id, path order by line) as list_number

    from written

),

action_items as (

    select
        *,
        bool_or(due_on is not null)
            over (partition by entry_id, path, list_number) as is_list_dated

    from listed

),

repeated as (

    select * from {{ ref('int_repeated_action_items') }}

),

members as (

    select * from {{ ref('int_incident_members') }}

),

repositories as (

    select * from {{ ref('stg_raw__repositories') }}

),

incidents as (

    select * from {{ ref('incidents') }}

),

entries as (

    select * from {{ ref('stg_parsed__incident_entries') }}

),

names as (

    select * from {{ ref('int_incident_names') }}

),

final as (

    select
        action_items.action_item_id,
        names.incident_id,
        action_items.repository_id,
        action_items.text,
        action_items.resolved_status as status,
        action_items.status_quote,
        action_items.owner_id,
        coalesce(action_items.owner_id, '') as owner_or_none,
        coalesce(action_items.linked_items, []) as linked_item_ids,
        action_items.path,
        action_items.line,
        action_items.commit_sha,
        {{ permalink(
            'repositories.url', 'action_items.commit_sha', 'action_items.path', 'action_items.line'
        ) }} as url,
        action_items.due_on,
        -- Missing beside items that have one; a number or a word of time in its line
        -- may be the day: `by next sprint`.
        case
            when action_items.due_on is not null then true
            when
                action_items.is_list_dated
                and length(coalesce(action_items.linked_items, [])) = 0
                and not regexp_matches(
                    concat_ws(
                        ' ',
                        action_items.text,
                        string_split(entries.text, chr(10))[
                            action_items.line - entries.line + 1
                        ]
                    ),
                    '(?i)\d|\b(by|due|until|till|before|within|eta|deadline|asap'
                    || '|eo[dwmqy]|immediate\w*|now|urgent\w*|soon\w*|today|tomorrow'
                    || '|tonight|next|week(s|ly|ends?)?|fortnight|months?'
                    || '|monthly|sprints?|quarters?|years?|end of|\w+day|jan\w*'
                    || '|feb\w*|mar|march|apr|april|may|june?|july?|aug\w*|sep\w*'
                    || '|oct\w*|nov\w*|dec\w*)\b'
                )
                then false
        end as has_due_day,
        cast(
            coalesce(
                incidents.started_at, incidents.detected_at, incidents.occurred_on
            ) as date
        ) as incident_on

    from action_items
    anti join repeated on action_items.action_item_id = repeated.action_item_id
    inner join members on action_items.entry_id = members.member_id
    inner join entries on action_items.entry_id = entries.entry_id
    inner join names on members.root_id = names.root_id
    inner join incidents on names.incident_id = incidents.incident_id
    inner join repositories
        on action_items.repository_id = repositories.repository_id

)

select * from final
