-- The past by the wording in force now, beside the verdict by the wording of its time.
with today as (

    select * from {{ source('judged', 'policy_results_today') }}

),

verdicts_then as (

    -- A record may have fallen to two versions that speak of different records.
    select
        policy_id,
        subject_id,
        max_by(version, version) as version,
        max_by(outcome, version) as outcome

    from {{ ref('policy_results') }}
    group by policy_id, subject_id

),

final as (

    select
        today.policy_id || ':' || today.subject_id as policy_result_today_id,
        today.policy_id,
        cast(today.version as integer) as version,
        today.repository_id,
        today.subject_id,
        today.outcome,
        verdicts_then.version as version_then,
        verdicts_then.outcome as outcome_then,
        today.observed,
        today.reason,
        today.decided_at at time zone 'UTC' as decided_at

    from today
    left join verdicts_then
        on
            today.policy_id = verdicts_then.policy_id
            and today.subject_id = verdicts_then.subject_id

)

select * from final
