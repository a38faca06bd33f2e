-- One row per chapter: its strongest word, and its first few clauses as citations,
-- broken ones first.
with clauses as (

    select
        chapter,
        clause_id,
        any_value(repository_id) as repository_id,
        any_value(path) as path,
        any_value(line) as line,
        any_value(commit_sha) as commit_sha,
        any_value(quote) as quote,
        any_value(topic) as topic,
        any_value(is_undecided) as is_undecided,
        min(case modal when 'must' then 1 when 'should' then 2 else 3 end)
            as strength_rank,
        coalesce(sum(fail_count), 0) as fail_count

    from rules
    group by chapter, clause_id

)

select
    chapter,
    ['must', 'should', 'may'][min(strength_rank)] as strength,
    list(
        citation(null, null, repository_id, path, line, commit_sha, quote)
        order by fail_count desc, strength_rank, path, line
    )[:2] as clauses,
    list(
        citation(null, null, repository_id, path, line, commit_sha, quote)
        order by topic, fail_count desc, path, line
    ) filter (where topic in ('postmortems', 'deprecation', 'checks')) as key_clauses,
    list(
        citation(null, null, repository_id, path, line, commit_sha, quote)
        order by path, line
    ) filter (where is_undecided) as undecided_clauses

from clauses
group by chapter
