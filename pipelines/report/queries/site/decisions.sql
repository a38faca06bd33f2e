-- What people decided about policies, labels and teams, in their own file.
select
    decision_id,
    repository_id,
    kind,
    subject,
    policy_id,
    reason,
    owner_id,
    from_on,
    until_on,
    is_in_force,
    problem,
    excused_count,
    path,
    line,
    commit_sha,
    url,
    quote

from team_decisions
order by is_in_force desc, repository_id, kind, path, line, decision_id
