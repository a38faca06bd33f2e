with label_names as (

    select * from {{ ref('stg_parsed__label_names') }}

),

defined as (

    select * from {{ ref('stg_raw__labels') }}

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

applications as (

    select
        label_id,
        min(first_applied_at) as first_used_at,
        max(applied_at) as last_used_at

    from {{ ref('label_usage') }}
    group by label_id

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
        label_names.reason_path as path,
        label_names.reason_line as line,
        label_names.reason_quote as quote,
        coalesce(usage.item_count, 0) as item_count,
        label_names.is_canonical,
        label_names.is_documented,
        label_names.is_deprecated,
        applications.first_used_at,
        applications.last_used_at

    from label_names
    left join defined
        on
            label_names.repository_id = defined.repository_id
            and label_names.name = defined.name
    left join usage
        on
            label_names.repository_id = usage.repository_id
            and label_names.name = usage.label
    left join applications
        on label_names.repository_id || ':' || label_names.name = applications.label_id

)

select * from final
