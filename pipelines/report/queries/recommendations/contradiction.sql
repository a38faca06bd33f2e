-- Two statements that cannot both hold: choose.
select
    'contradiction' as kind,
    2 as priority,
    governance_gap_id as recommendation_key,
    topic,
    [
        citation(item_id, null, repository_id, path, line, commit_sha, quote),
        citation(null, null, repository_id, other_path, other_line, null, other_quote)
    ] as citations

from governance_gaps
where kind = 'contradicted'
