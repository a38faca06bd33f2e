-- Items of an incident that another of its documents has, too: a log's and its
-- write-up's. They name the same one issue and begin alike, or are alike in words. Of
-- several, the one counts that tells most: the owner, the day, the state.
with action_items as (

    select * from {{ ref('int_action_items') }}

),

members as (

    select * from {{ ref('int_incident_members') }}

),

undated as (

    select
        action_item_id,
        owner_id,
        coalesce(
            replace(lower(text), cast(due_on as varchar), ' '), lower(text)
        ) as text

    from action_items

),

bare as (

    -- Without the owner and the day, which one of them may leave out.
    select
        action_item_id,
        coalesce(replace(text, '@' || lower(owner_id), ' '), text) as text

    from undated

),

of_incidents as (

    select
        action_items.*,
        members.root_id,
        trim(regexp_replace(bare.text, '[^\p{L}\p{N}]+', ' ', 'g')) as words,
        coalesce(cast(list_sort(action_items.linked_items) as varchar), '[]') as links

    from action_items
    inner join bare on action_items.action_item_id = bare.action_item_id
    inner join members on action_items.entry_id = members.member_id

),

keyed as (

    select
        *,
        case
            when
                links <> '[]'
                and count(*) over (partition by root_id, path, links) = 1
                then links || ' ' || split_part(words, ' ', 1)
            else coalesce(nullif(words, ''), action_item_id)
        end as same_as

    from of_incidents

),

counted as (

    -- Two that are alike in one document are two.
    select
        *,
        row_number() over (
            partition by root_id, same_as, path order by line, action_item_id
        ) as place

    from keyed

)

select action_item_id
from counted
qualify
    row_number() over (
        partition by root_id, same_as, place
        order by
            owner_id is null,
            due_on is null,
            resolved_status = 'unknown',
            path,
            line,
            action_item_id
    ) > 1
