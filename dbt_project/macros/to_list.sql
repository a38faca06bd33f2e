{#- A JSON array of strings as `varchar[]`; NULL stays NULL. -#}
{% macro to_list(column) -%}
    cast({{ column }} as varchar[])
{%- endmacro %}
