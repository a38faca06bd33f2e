-- A rule that its own document calls open, an example or undecided.
select
    'undecided_clause' as kind,
    2 as priority,
    clause_id as recommendation_key,
    quote,
    [
        citation(null, null, repository_id, path, line, commit_sha, quote)
    ] as citations

from whole_clauses
where effective_to is null and is_undecided
