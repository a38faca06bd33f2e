with clauses as (

    select * from {{ ref('stg_parsed__clauses') }}

),

repositories as (

    select * from {{ ref('stg_raw__repositories') }}

),

bindings as (

    select
        clause_id,
        min(policy_id) as policy_id,
        list_sort(list(policy_id)) as policy_ids

    from {{ source('judged', 'policy_bindings') }}
    group by clause_id

),

final as (

    select
        clauses.clause_id,
        clauses.repository_id,
        clauses.lineage_id,
        bindings.policy_id,
        coalesce(bindings.policy_ids, []) as policy_ids,
        clauses.path,
        clauses.line,
        clauses.commit_sha,
        {{ permalink(
            'repositories.url', 'clauses.commit_sha', 'clauses.path', 'clauses.line'
        ) }} as url,
        clauses.quote,
        clauses.context,
        clauses.heading,
        clauses.modal,
        clauses.topic,
        clauses.parameters,
        clauses.is_negative,
        clauses.is_undecided,
        clauses.effective_from,
        clauses.effective_to

    from clauses
    inner join repositories
        on clauses.repository_id = repositories.repository_id
    left join bindings on clauses.clause_id = bindings.clause_id

)

select * from final
