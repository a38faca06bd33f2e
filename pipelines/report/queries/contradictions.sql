-- Words that contradict each other, both with their place.
select
    repository_id,
    topic,
    item_id,
    path,
    line,
    commit_sha,
    quote,
    other_path,
    other_line,
    other_quote

from governance_gaps
where kind = 'contradicted'
order by other_path is null, repository_id, topic, item_id, path, line, governance_gap_id
