with metric_values as (

    select * from {{ source('measured', 'metric_values') }}

),

final as (

    select
        metric_value_id,
        metric,
        repository_id,
        month_on,
        numerator,
        denominator,
        unknown_count,
        value

    from metric_values

)

select * from final
