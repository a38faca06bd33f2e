{#- An identity between columns of one row; NULL counts as broken. -#}
{% test expression_is_true(model, expression) %}

    select *

    from {{ model }}
    where ({{ expression }}) is not true

{% endtest %}
