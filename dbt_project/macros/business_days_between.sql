{#- Whole working days (Monday to Friday) from one moment to another, the first day not
    counted; NULL where either is unknown, 0 where the end comes first. -#}
{% macro business_days_between(first, last) -%}
    case
        when {{ first }} is not null and {{ last }} is not null
            then
                length(
                    list_filter(
                        generate_series(
                            cast({{ first }} as date) + interval 1 day,
                            cast({{ last }} as date),
                            interval 1 day
                        ),
                        lambda day: isodow(day) < 6
                    )
                )
    end
{%- endmacro %}
