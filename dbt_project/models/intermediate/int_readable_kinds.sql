-- A kind of record is readable where the source could count it: a source that cannot
-- tell leaves expected_count empty and says why.
with completeness as (

    select * from {{ ref('stg_raw__completeness') }}

),

final as (

    select
        repository_id,
        kind,
        expected_count is not null as is_readable

    from completeness

)

select * from final
