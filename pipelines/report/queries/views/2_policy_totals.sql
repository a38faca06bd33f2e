-- One row per policy: its newest version, and the verdicts of this run on all versions.
with newest as (

    select *
    from policies
    qualify row_number() over (partition by policy_id order by version desc) = 1

),

verdicts as (

    select
        policy_conformance.policy_id,
        policy_conformance.pass_count,
        policy_conformance.fail_count,
        policy_conformance.unknown_count,
        policy_conformance.not_applicable_count,
        policy_conformance.excused_count,
        policy_conformance.conformance_rate

    from policy_conformance
    inner join last_run on policy_conformance.run_id = last_run.run_id

)

select
    newest.policy_id,
    newest.version,
    newest.repository_id,
    newest.title,
    newest.topic,
    coalesce(chapters.chapter, 'other') as chapter,
    coalesce(chapters.theme, 'other') as theme,
    newest.strength,
    newest.clause_id,
    case
        when newest.switched_off_reason is null then newest.testability
        else 'not_testable'
    end as testability,
    coalesce(
        'switched off: ' || newest.switched_off_reason, newest.not_testable_reason
    ) as not_testable_reason,
    newest.origin,
    newest.effective_to is null as is_in_force,
    coalesce(verdicts.pass_count, 0) as pass_count,
    coalesce(verdicts.fail_count, 0) as fail_count,
    coalesce(verdicts.pass_count + verdicts.fail_count, 0) as judged_count,
    coalesce(verdicts.unknown_count, 0) as unknown_count,
    coalesce(verdicts.not_applicable_count, 0) as not_applicable_count,
    coalesce(verdicts.excused_count, 0) as excused_count,
    newest.is_one_sided,
    verdicts.conformance_rate

from newest
left join verdicts using (policy_id)
left join chapters on newest.topic = chapters.topic
