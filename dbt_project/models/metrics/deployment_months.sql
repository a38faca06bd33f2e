-- Every month of a repository from its first known production deployment on, those
-- without one too: a frequency over busy months alone would flatter.
with deployments as (

    select
        repository_id,
        deployed_at

    from {{ ref('deployments') }}
    where is_production and deployed_at is not null

),

moments as (

    select
        repository_id,
        deployed_at as moment
    from deployments

    union all

    select
        repository_id,
        created_at as moment
    from {{ ref('issues') }}

    union all

    select
        repository_id,
        greatest(created_at, merged_at, closed_at) as moment
    from {{ ref('pull_requests') }}

),

last_moments as (

    select
        repository_id,
        max(moment) as last_moment

    from moments
    group by repository_id

),

spans as (

    select
        deployments.repository_id,
        date_trunc('month', min(deployments.deployed_at)) as first_month,
        date_trunc('month', max(last_moments.last_moment)) as last_month

    from deployments
    inner join last_moments
        on deployments.repository_id = last_moments.repository_id
    group by deployments.repository_id

),

months as (

    select
        repository_id,
        cast(
            unnest(generate_series(first_month, last_month, interval 1 month)) as date
        ) as month_on

    from spans

),

final as (

    select
        months.repository_id || ':' || strftime(months.month_on, '%Y-%m')
            as deployment_month_id,
        months.repository_id,
        months.month_on,
        count(deployments.deployed_at) as deployment_count

    from months
    left join deployments
        on
            months.repository_id = deployments.repository_id
            and months.month_on = date_trunc('month', deployments.deployed_at)
    group by months.repository_id, months.month_on

)

select * from final
