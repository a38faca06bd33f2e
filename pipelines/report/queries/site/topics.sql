-- One row per topic of which a rule is in force: its rules, and what was observed.
with clauses as (

    select
        topic,
        count(distinct clause_id) as clause_count,
        count(distinct clause_id) filter (where policy_id is null)
            as uncovered_clause_count

    from rules
    group by topic

),

verdicts as (

    select
        topic,
        count(*) as policy_count,
        count(*) filter (where fail_count > 0) as broken_policy_count,
        sum(pass_count)::bigint as pass_count,
        sum(fail_count)::bigint as fail_count,
        sum(judged_count) filter (where not is_one_sided)::bigint
            as judged_count,
        sum(unknown_count)::bigint as unknown_count,
        sum(not_applicable_count)::bigint as not_applicable_count

    from policy_totals
    group by topic

)

select
    topic,
    coalesce(clauses.clause_count, 0) as clause_count,
    coalesce(clauses.uncovered_clause_count, 0) as uncovered_clause_count,
    coalesce(verdicts.policy_count, 0) as policy_count,
    coalesce(verdicts.broken_policy_count, 0) as broken_policy_count,
    coalesce(verdicts.pass_count, 0) as pass_count,
    coalesce(verdicts.fail_count, 0) as fail_count,
    coalesce(verdicts.judged_count, 0) as judged_count,
    coalesce(verdicts.unknown_count, 0) as unknown_count,
    coalesce(verdicts.not_applicable_count, 0) as not_applicable_count,
    verdicts.pass_count / nullif(verdicts.judged_count, 0) as conformance_rate

from clauses
full outer join verdicts using (topic)
order by fail_count desc, judged_count desc, topic
