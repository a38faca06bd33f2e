{#- A model's schema is its layer's name alone (`staging`, not `main_staging`). -#}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {{ custom_schema_name or target.schema }}
{%- endmacro %}
