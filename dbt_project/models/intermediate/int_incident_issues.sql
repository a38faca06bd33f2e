-- An issue is an incident's when it is labelled as one, or carries a severity in the
-- top two levels. Where there is a label for incidents, a grave bug without it is none.
with issues as (

    select * from {{ ref('stg_raw__issues') }}
    where deleted_at is null

),

labelled as (

    select * from {{ ref('int_items_with_labels') }}

),

label_names as (

    select * from {{ ref('stg_parsed__label_names') }}

),

label_kinds as (

    select * from {{ ref('label_kinds') }}
    where kind in ('incident', 'postmortem')

),

with_a_label as (

    select distinct label_names.repository_id

    from label_names
    inner join label_kinds
        on {{ is_of_kind('label_names.canonical_name', 'label_kinds') }}

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
    left join with_a_label on issues.repository_id = with_a_label.repository_id
    where
        list_contains(labelled.kinds, 'incident')
        or (
            labelled.severity <= 2
            and (
                with_a_label.repository_id is null
                or not list_has_any(
                    labelled.kinds, ['bug', 'feature', 'docs', 'question']
                )
            )
        )

)

select * from final
