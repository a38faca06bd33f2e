with metrics as (

    select * from {{ source('measured', 'metrics') }}

),

final as (

    select
        metric,
        title,
        unit,
        definition,
        source_name,
        source_url,
        {{ to_list('measured_on') }} as measured_on

    from metrics

)

select * from final
