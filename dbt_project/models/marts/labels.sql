with label_names as (

    select * from {{ ref('stg_parsed__label_names') }}

),

defined as (

    select * from {{ ref('stg_raw__labels') }}

),

asked_for as (

    -- A rule in force that asks for a label, or speaks of one, documents it.
    select
        clauses.repository_id,
        label.name,
        arg_min(
            struct_pack(
                path := clauses.path, line := clauses.line, quote := clauses.quote
            ),
            (clauses.path, clauses.line, clauses.clause_id)
        ) as place

    from {{ ref('stg_parsed__clauses') }} as clauses
    cross join
        unnest(cast(clauses.parameters -> '$.labels' as varchar[])) as label (name)
    where clauses.effective_to is null
    group by clauses.repository_id, label.name

),

usage as (

    select
        repository_id,
        label,
        count(distinct item_id) as item_count

    from {{ ref('label_usage') }}
    where is_carried
    group by repository_id, label

),

items as (

    select
        item_id,
        closed_at is not null as is_closed

    from {{ ref('int_items') }}

),

label_events as (

    select * from {{ ref('int_label_events') }}

),

has_events as (

    select
        repository_id,
        is_readable

    from {{ ref('int_readable_kinds') }}
    where kind = 'label_events'

),

applications as (

    select
        label_usage.label_id,
        min(label_usage.first_applied_at) as first_used_at,
        max(label_usage.applied_at) as last_used_at,
        count(*) filter (where not label_usage.is_carried) as removed_count,
        count(*) filter (where label_usage.is_carried and items.is_closed)
            as carried_when_closed_count

    from {{ ref('label_usage') }} as label_usage
    inner join items on label_usage.item_id = items.item_id
    group by label_usage.label_id

),

retirements as (

    select
        repository_id,
        name,
        min(said_at) as retired_at

    from {{ ref('stg_parsed__documented_labels') }}
    where standing = 'deprecated'
    group by repository_id, name

),

applied_afterwards as (

    select
        label_events.repository_id,
        label_events.label,
        count(*) as applied_after_retirement_count

    from label_events
    inner join retirements
        on
            label_events.repository_id = retirements.repository_id
            and label_events.label = retirements.name
            and label_events.occurred_at > retirements.retired_at
    where label_events.action = 'labeled'
    group by label_events.repository_id, label_events.label

),

final as (

    select
        label_names.repository_id || ':' || label_names.name as label_id,
        label_names.repository_id,
        label_names.name,
        label_names.facet,
        label_names.canonical_name,
        label_names.reason as canonical_because,
        defined.description,
        coalesce(label_names.reason_path, asked_for.place.path) as path,
        case
            when label_names.reason_path is not null then label_names.reason_line
            else asked_for.place.line
        end as line,
        coalesce(label_names.reason_quote, asked_for.place.quote) as quote,
        coalesce(usage.item_count, 0) as item_count,
        case
            when has_events.is_readable then coalesce(applications.removed_count, 0)
        end as removed_count,
        coalesce(applications.carried_when_closed_count, 0)
            as carried_when_closed_count,
        case
            when has_events.is_readable and retirements.retired_at is not null
                then coalesce(applied_afterwards.applied_after_retirement_count, 0)
        end as applied_after_retirement_count,
        label_names.is_canonical,
        label_names.is_documented or asked_for.name is not null as is_documented,
        label_names.is_deprecated,
        retirements.retired_at,
        applications.first_used_at,
        applications.last_used_at

    from label_names
    left join defined
        on
            label_names.repository_id = defined.repository_id
            and label_names.name = defined.name
    left join asked_for
        on
            label_names.repository_id = asked_for.repository_id
            and label_names.name = asked_for.name
    left join usage
        on
            label_names.repository_id = usage.repository_id
            and label_names.name = usage.label
    left join applications
        on label_names.repository_id || ':' || label_names.name = applications.label_id
    left join has_events on label_names.repository_id = has_events.repository_id
    left join retirements
        on
            label_names.repository_id = retirements.repository_id
            and label_names.name = retirements.name
            and label_names.is_deprecated
    left join applied_afterwards
        on
            label_names.repository_id = applied_afterwards.repository_id
            and label_names.name = applied_afterwards.label

)

select * from final
