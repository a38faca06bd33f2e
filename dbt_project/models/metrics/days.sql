-- The time spine of MetricFlow: every day between the first and the last moment that
-- the metrics know. What lies before 1970 or after 2099 is a slip of the pen.
with moments as (

    select created_at as moment from {{ ref('issues') }}

    union all

    select created_at as moment from {{ ref('pull_requests') }}

    union all

    select merged_at as moment from {{ ref('merged_changes') }}

    union all

    select coalesce(started_at, detected_at, occurred_on) as moment
    from {{ ref('incidents') }}

    union all

    select month_on as moment from {{ ref('label_drift') }}

),

span as (

    select
        cast(min(moment) as date) as first_on,
        cast(max(moment) as date) as last_on

    from moments
    where moment between '1970-01-01' and '2099-12-31'

),

final as (

    select
        cast(unnest(generate_series(first_on, last_on, interval 1 day)) as date)
            as day_on

    from span

)

select * from final
