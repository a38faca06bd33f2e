-- Policies whose verdicts are not what they were in the run before.
with ordered as (

    select
        run_id,
        row_number() over (order by started_at desc, run_id desc) as age

    from runs

),

now_and_before as (

    select
        policy_conformance.*,
        ordered.age

    from policy_conformance
    inner join ordered using (run_id)
    where ordered.age <= 2

),

paired as (

    select
        policy_id,
        max(pass_count) filter (where age = 1) as pass_count,
        max(fail_count) filter (where age = 1) as fail_count,
        max(unknown_count) filter (where age = 1) as unknown_count,
        max(conformance_rate) filter (where age = 1) as conformance_rate,
        max(pass_count) filter (where age = 2) as pass_count_before,
        max(fail_count) filter (where age = 2) as fail_count_before,
        max(unknown_count) filter (where age = 2) as unknown_count_before,
        max(conformance_rate) filter (where age = 2) as conformance_rate_before,
        count(*) filter (where age = 1) > 0 as is_there,
        count(*) filter (where age = 2) > 0 as was_there

    from now_and_before
    group by policy_id

)

select
    paired.*,
    policy_totals.title,
    policy_totals.topic,
    case
        when not paired.was_there then 'new'
        when not paired.is_there then 'gone'
        when paired.fail_count > paired.fail_count_before then 'worse'
        when paired.fail_count < paired.fail_count_before then 'better'
        else 'other'
    end as change

from paired
left join policy_totals using (policy_id)
where
    (select max(age) from ordered) > 1
    and (
        paired.is_there <> paired.was_there
        or paired.pass_count <> paired.pass_count_before
        or paired.fail_count <> paired.fail_count_before
        or paired.unknown_count <> paired.unknown_count_before
    )
order by
    coalesce(paired.fail_count, 0) - coalesce(paired.fail_count_before, 0) desc,
    paired.policy_id
