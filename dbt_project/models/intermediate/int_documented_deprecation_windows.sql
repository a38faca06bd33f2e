-- Windows that a document in force really sets: an example or an open question is none.
with clauses as (

    select * from {{ ref('stg_parsed__clauses') }}
    where effective_to is null and not is_undecided

),

durations as (

    select
        repository_id,
        unnest(cast(parameters -> '$.durations' as json[])) as duration

    from clauses
    where
        topic = 'deprecation'
        or list_contains(
            coalesce(cast(parameters -> '$.demands' as varchar[]), []),
            'deprecation_window'
        )

),

final as (

    select
        repository_id,
        list_sort(
            list_distinct(list(cast(cast(duration ->> '$.days' as double) as bigint)))
        ) as documented_days

    from durations
    where
        (duration ->> '$.days') is not null
        and coalesce(duration ->> '$.is_example', 'false') <> 'true'
    group by repository_id

)

select * from final
