{#- The public id of an issue or a pull request: `owner/name#123`. -#}
{% macro item_id(repository_id, number) -%}
    {{ repository_id }} || '#' || {{ number }}
{%- endmacro %}
