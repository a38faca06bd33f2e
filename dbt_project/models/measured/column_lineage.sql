with column_lineage as (

    select * from {{ source('measured', 'column_lineage') }}

),

final as (

    select
        table_name || '.' || column_name || '<' || source_table || '.' || source_column
            as column_lineage_id,
        table_name,
        column_name,
        source_table,
        source_column

    from column_lineage

)

select * from final
