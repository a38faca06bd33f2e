with policies as (

    select * from {{ source('judged', 'policies') }}

),

final as (

    select
        policy_id || '@' || version as policy_version_id,
        policy_id,
        cast(version as integer) as version,
        repository_id,
        title,
        topic,
        strength,
        severity,
        clause_id,
        mart,
        expectation,
        parameters,
        testability,
        not_testable_reason,
        is_one_sided,
        origin,
        decision_id,
        switched_off_reason,
        subject_count,
        effective_from at time zone 'UTC' as effective_from,
        effective_to at time zone 'UTC' as effective_to

    from policies

)

select * from final
