-- Labels applied, not labels that remain: events where there are any, else the labels
-- that items carry, whose month nobody knows.
with usage as (

    select * from {{ ref('label_usage') }}

),

events as (

    select * from {{ ref('int_label_events') }}
    where action = 'labeled'

),

label_names as (

    select * from {{ ref('stg_parsed__label_names') }}

),

applications as (

    select
        events.repository_id,
        events.label,
        cast(date_trunc('month', events.occurred_at) as date) as month_on

    from events

    union all

    select
        usage.repository_id,
        usage.label,
        cast(null as date) as month_on

    from usage
    where usage.applied_at is null

),

named as (

    select
        applications.repository_id,
        applications.month_on,
        applications.label,
        coalesce(label_names.canonical_name, applications.label) as canonical_name,
        coalesce(label_names.is_canonical, true) as is_canonical

    from applications
    left join label_names
        on
            applications.repository_id = label_names.repository_id
            and applications.label = label_names.name

),

facets as (

    select
        repository_id,
        name,
        facet

    from label_names

),

final as (

    select
        named.repository_id || ':' || named.canonical_name || ':'
        || coalesce(strftime(named.month_on, '%Y-%m'), 'undated') as label_drift_id,
        named.repository_id,
        named.month_on,
        coalesce(min(facets.facet), 'other') as facet,
        named.canonical_name,
        coalesce(
            list_sort(
                list_distinct(list(named.label) filter (where not named.is_canonical))
            ),
            []
        ) as variants,
        count(*) as applied_count,
        count(*) filter (where not named.is_canonical) as variant_count,
        count(*) filter (where not named.is_canonical) / count(*) as drift_rate

    from named
    left join facets
        on
            named.repository_id = facets.repository_id
            and named.canonical_name = facets.name
    group by named.repository_id, named.month_on, named.canonical_name

)

select * from final
