-- Rules that hold wherever they could be judged, and rules that could not be judged.
select
    policy_totals.*,
    whole_clauses.path,
    whole_clauses.line,
    whole_clauses.commit_sha,
    whole_clauses.quote

from policy_totals
inner join whole_clauses using (clause_id)
where policy_totals.fail_count = 0 and policy_totals.is_in_force
order by policy_totals.pass_count desc, policy_totals.policy_id
