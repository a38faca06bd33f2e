with completeness as (

    select * from {{ ref('stg_raw__completeness') }}

),

final as (

    select
        repository_id || ':' || kind as completeness_id,
        repository_id,
        kind,
        reason,
        expected_count,
        loaded_count,
        expected_count - loaded_count as missing_count,
        as_of

    from completeness

)

select * from final
