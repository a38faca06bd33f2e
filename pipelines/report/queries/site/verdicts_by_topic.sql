-- Verdicts by topic and outcome, for the drawing: topics with any, most broken first.
with counted as (

    select
        replace(topic, '_', ' ') as topic,
        sum(pass_count)::bigint as pass_count,
        sum(fail_count)::bigint as fail_count,
        sum(unknown_count)::bigint as unknown_count

    from policy_totals
    group by replace(topic, '_', ' ')

)

select *
from counted
where pass_count + fail_count + unknown_count > 0
order by fail_count desc, pass_count + unknown_count desc, topic
limit 16
