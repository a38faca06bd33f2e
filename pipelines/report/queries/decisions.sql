-- What people decided about policies, labels, teams and rotas, and what became of it.
select
    decisions.decision_id,
    decisions.policy_id,
    decisions.url,
    decisions.quote,
    decisions.repository_id,
    decisions.kind,
    decisions.subject,
    decisions.reason,
    decisions.owner_id,
    decisions.from_on,
    decisions.until_on,
    decisions.is_in_force,
    decisions.problem,
    decisions.excused_count,
    decisions.path,
    decisions.line,
    decisions.commit_sha,
    decisions.stated_in,
    newest.title

from team_decisions as decisions
left join (
    select
        policy_id,
        max_by(title, version) as title
    from policies
    group by policy_id
) as newest on decisions.policy_id = newest.policy_id
order by
    decisions.repository_id,
    decisions.stated_in desc,
    decisions.kind,
    decisions.line,
    decisions.decision_id
