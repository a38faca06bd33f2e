-- Policies whose sentence has vanished, and references that lead nowhere.
select
    repository_id,
    kind,
    topic,
    path,
    line,
    commit_sha,
    quote,
    other_path,
    other_quote

from governance_gaps
where kind in ('withdrawn', 'dangling')
order by kind desc, repository_id, path, line, governance_gap_id
