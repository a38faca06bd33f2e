-- A topic of which somebody says that a rule or an authority is missing: decide.
select
    'undecided' as kind,
    2 as priority,
    topic as recommendation_key,
    topic,
    count(*) as statement_count,
    list(
        citation(item_id, null, repository_id, path, line, commit_sha, quote)
        order by governance_gap_id
    )[:3] as citations

from governance_gaps
where kind in ('missing', 'undecided')
group by topic
