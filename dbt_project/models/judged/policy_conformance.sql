with results as (

    select * from {{ ref('policy_results') }}

),

policies as (

    select * from {{ ref('policies') }}

),

previous as (

    select * from {{ source('previous', 'policy_conformance') }}

),

current_run as (

    select
        policies.policy_id,
        '{{ of_run("id") }}' as run_id,
        count(*) filter (where results.outcome = 'pass') as pass_count,
        count(*) filter (where results.outcome = 'fail') as fail_count,
        count(*) filter (where results.outcome = 'unknown') as unknown_count,
        count(*) filter (where results.outcome = 'not_applicable')
            as not_applicable_count,
        count(*) filter (where results.exception_id is not null) as excused_count,
        bool_or(policies.is_one_sided) as is_one_sided

    from policies
    left join results
        on
            policies.policy_id = results.policy_id
            and policies.version = results.version
    group by policies.policy_id

),

measured as (

    select
        policy_id,
        run_id,
        pass_count,
        fail_count,
        unknown_count,
        not_applicable_count,
        excused_count,
        -- Of what could be judged; NULL where nothing could, or only a violation.
        case
            when not is_one_sided
                then pass_count / nullif(pass_count + fail_count, 0)
        end as conformance_rate

    from current_run

),

united as (

    select
        policy_id,
        run_id,
        pass_count,
        fail_count,
        unknown_count,
        not_applicable_count,
        excused_count,
        conformance_rate
    from previous
    where run_id <> '{{ of_run("id") }}'

    union all

    select * from measured

),

final as (

    select
        policy_id || '@' || run_id as policy_conformance_id,
        policy_id,
        run_id,
        pass_count,
        fail_count,
        unknown_count,
        not_applicable_count,
        excused_count,
        conformance_rate

    from united

)

select * from final
