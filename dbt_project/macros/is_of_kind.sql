{#- Whether a label's name tells a kind of item, by a row of seed `label_kinds`. -#}
{% macro is_of_kind(name, label_kind) -%}
    regexp_matches(lower({{ name }}), {{ label_kind }}.pattern)
    and not coalesce(regexp_matches(lower({{ name }}), {{ label_kind }}.unless), false)
{%- endmacro %}
