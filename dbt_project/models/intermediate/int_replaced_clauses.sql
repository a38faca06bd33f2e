-- Sentences that another took the place of, in the same commit: of the same rule, or in
-- a document of the same name on the same thing (it may have moved since). They were
-- reworded or replaced, not withdrawn.
with clauses as (

    select
        clause_id,
        lineage_id,
        repository_id,
        regexp_extract(path, '[^/]+$') as file_name,
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
            and clauses.clause_id <> later.clause_id
    where
        clauses.lineage_id = later.lineage_id
        or (
            clauses.file_name = later.file_name
            and list_has_any(clauses.demands, later.demands)
        )

)

select * from final
