with results as (

    select * from {{ source('judged', 'policy_results') }}

),

previous as (

    select * from {{ source('previous', 'policy_results') }}

),

final as (

    select
        results.policy_id || '@' || results.version || ':' || results.subject_id
            as policy_result_id,
        results.policy_id,
        cast(results.version as integer) as version,
        results.repository_id,
        results.subject_id,
        results.outcome,
        results.observed,
        results.reason,
        results.origin,
        results.exception_id,
        results.evidence_url,
        results.quote,
        results.path,
        results.line,
        results.decided_at at time zone 'UTC' as decided_at,
        -- The moment at which this verdict was first reached, not the last run.
        coalesce(
            previous.judged_at, cast('{{ of_run("started_at") }}' as timestamp)
        ) as judged_at

    from results
    left join previous
        on
            results.policy_id = previous.policy_id
            and results.version = previous.version
            and results.subject_id = previous.subject_id
            and results.outcome = previous.outcome
            and results.observed is not distinct from previous.observed

)

select * from final
