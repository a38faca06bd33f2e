-- An issue is an incident's when it is labelled as one, or carries a severity in the
-- top two levels.
with issues as (

    select * from {{ ref('stg_raw__issues') }}
    where deleted_at is null

),

labelled as (

    select * from {{ ref('int_items_with_labels') }}

),

final as (

    select
        issues.item_id,
        issues.repository_id,
        issues.number,
        issues.title,
        issues.created_at,
        labelled.severity,
        labelled.severity_labels,
        labelled.labels,
        labelled.canonical_labels

    from issues
    inner join labelled on issues.item_id = labelled.item_id
    where
        list_contains(labelled.kinds, 'incident')
        or labelled.severity <= 2

)

select * from final
