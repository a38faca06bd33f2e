{#- A duration that ends before it begins is 0; an unknown one stays NULL (which
    DuckDB's greatest() would turn into 0). -#}
{% macro at_least_zero(duration) -%}
    case when {{ duration }} < 0 then 0 else {{ duration }} end
{%- endmacro %}
