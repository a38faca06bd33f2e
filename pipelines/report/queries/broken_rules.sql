-- Where the practice departs from the documents: one row per rule that is broken, by the
-- newest wording that a record broke.
select
    broken_versions.*,
    policy_totals.title,
    policy_totals.strength,
    policy_totals.excused_count,
    policy_totals.repository_id,
    policy_totals.is_in_force,
    whole_clauses.path,
    whole_clauses.line,
    whole_clauses.commit_sha,
    whole_clauses.quote,
    policy_examples.broken_by,
    policy_examples.worst_severity

from broken_versions
inner join policy_totals on broken_versions.policy_id = policy_totals.policy_id
inner join whole_clauses on broken_versions.clause_id = whole_clauses.clause_id
inner join policy_examples
    on
        broken_versions.policy_id = policy_examples.policy_id
        and broken_versions.version = policy_examples.version
order by
    case policy_totals.strength when 'must' then 1 when 'should' then 2 else 3 end,
    broken_versions.pass_count / broken_versions.of_count,
    broken_versions.fail_count desc,
    broken_versions.policy_id
