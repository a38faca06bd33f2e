-- Sentences that another took the place of, in the same commit: of the same rule, or in
-- the same document on the same thing. They were reworded or replaced, not withdrawn.
with clauses as (

    select
        clause_id,
        lineage_id,
        repository_id,
        path,
        effective_from,
        effective_to,
        list_filter(
            coalesce(cast(parameters -> '$.demands' as varchar[]), []),
            lambda demand: demand <> 'other'
        ) as demands

    from {{ ref('stg_parsed__clauses') }}

),

final as (

    select distinct clauses.clause_id

    from clauses
    inner join clauses as later
        on
            clauses.repository_id = later.repository_id
            and clauses.effective_to = later.effective_from
    where
        clauses.lineage_id = later.lineage_id
        or (
            clauses.path = later.path
            and list_has_any(clauses.demands, later.demands)
        )

)

select * from final
