-- Statements that a rule or an authority is missing or undecided.
select
    repository_id,
    topic,
    kind,
    item_id,
    path,
    line,
    commit_sha,
    quote,
    count(*) over (partition by topic) as topic_count

from governance_gaps
where kind in ('missing', 'undecided')
order by
    topic = 'other',
    topic_count desc,
    topic,
    repository_id,
    kind,
    item_id nulls last,
    path,
    line,
    governance_gap_id
