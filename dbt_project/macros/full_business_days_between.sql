{#- Working days that went by in full, around the clock, from one moment to another: of
    Thursday 17:00 to Monday 9:00 one, though two days begin between; NULL where either
    is unknown, 0 where the end comes first. -#}
{% macro full_business_days_between(first, last) -%}
    case
        when {{ first }} is not null and {{ last }} is not null
            then greatest(
                0,
                cast(
                    floor(
                        {{ business_days_between(first, last) }}
                        + {{ rest_of_business_day(first) }}
                        - {{ rest_of_business_day(last) }}
                    ) as bigint
                )
            )
    end
{%- endmacro %}

{#- How much of a moment's day is left after it, of 1; 0 on a weekend. -#}
{% macro rest_of_business_day(moment) -%}
    case
        when isodow({{ moment }}) < 6
            then 1 - date_part('epoch', cast({{ moment }} as time)) / 86400
        else 0
    end
{%- endmacro %}
