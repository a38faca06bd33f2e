with issues as (

    select * from {{ ref('stg_raw__issues') }}
    where deleted_at is null

),

labelled as (

    select * from {{ ref('int_items_with_labels') }}

),

signals as (

    select * from {{ ref('int_items_with_signals') }}

),

waits as (

    select * from {{ ref('int_waits') }}

),

responses as (

    select * from {{ ref('int_first_responses') }}

),

final as (

    select
        issues.item_id as issue_id,
        issues.repository_id,
        issues.number,
        issues.title,
        issues.state,
        issues.state_as_written,
        issues.author_id,
        issues.milestone,
        labelled.labels,
        labelled.canonical_labels,
        labelled.facets,
        labelled.kinds,
        labelled.area_labels,
        cast(coalesce(labelled.severity, signals.stated_severity) as integer)
            as severity,
        case
            when labelled.severity is not null
                then array_to_string(labelled.severity_labels, ', ')
            when signals.stated_severity is not null
                then signals.stated_severities_as_written[1]
        end as severity_as_written,
        case
            when labelled.labels is not null then length(labelled.severity_labels)
        end as severity_label_count,
        issues.comment_count,
        waits.response_wait_minutes,
        waits.response_wait_business_days,
        waits.inactive_days,
        issues.url,
        issues.path,
        issues.line,
        issues.created_at,
        issues.closed_at,
        responses.first_response_at

    from issues
    inner join labelled on issues.item_id = labelled.item_id
    left join waits on issues.item_id = waits.item_id
    left join signals on issues.item_id = signals.item_id
    left join responses on issues.item_id = responses.item_id

)

select * from final
