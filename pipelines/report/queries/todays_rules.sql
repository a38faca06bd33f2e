-- Rules in force of which today's wording says something else of the past than that of
-- its time: how many records, and how the verdicts moved.
with changed as (

    select
        policy_id,
        version,
        count(*) as record_count,
        count(*) filter (where outcome = 'fail') as fail_count,
        count(*) filter (where outcome = 'pass') as pass_count,
        count(*) filter (where outcome = 'unknown') as unknown_count,
        count(*) filter (where outcome_then = 'pass' and outcome = 'fail')
            as no_longer_kept_count,
        count(*) filter (where outcome_then = 'fail' and outcome = 'pass')
            as no_longer_broken_count

    from policy_results_today
    where outcome is distinct from outcome_then
    group by policy_id, version

)

select
    policies.title,
    policies.strength,
    policies.effective_from,
    whole_clauses.repository_id,
    whole_clauses.path,
    whole_clauses.line,
    whole_clauses.commit_sha,
    whole_clauses.quote,
    changed.record_count,
    changed.fail_count,
    changed.pass_count,
    changed.unknown_count,
    changed.no_longer_kept_count,
    changed.no_longer_broken_count

from changed
inner join policies
    on changed.policy_id = policies.policy_id and changed.version = policies.version
inner join whole_clauses on policies.clause_id = whole_clauses.clause_id
order by changed.fail_count desc, changed.policy_id
