-- One row per theme: its strongest word, and its first clause as a citation: one that a
-- policy covers, on the theme's very subject, broken, strong. A clause that is neither
-- covered nor on that subject is beside the point.
with clauses as (

    select
        coalesce(chapters.theme, 'other') as theme,
        rules.clause_id,
        any_value(rules.repository_id) as repository_id,
        any_value(rules.path) as path,
        any_value(rules.line) as line,
        any_value(rules.commit_sha) as commit_sha,
        any_value(rules.quote) as quote,
        any_value(rules.topic in ('postmortems', 'checks', 'deprecation')) as is_key,
        bool_or(rules.policy_id is not null) as is_covered,
        min(case rules.modal when 'must' then 1 when 'should' then 2 else 3 end)
            as strength_rank,
        coalesce(sum(rules.fail_count), 0) as fail_count

    from rules
    left join chapters on rules.topic = chapters.topic
    group by coalesce(chapters.theme, 'other'), rules.clause_id

)

select
    theme,
    ['must', 'should', 'may'][min(strength_rank)] as strength,
    list(
        citation(null, null, repository_id, path, line, commit_sha, quote)
        order by
            is_covered desc,
            is_key desc,
            fail_count desc,
            strength_rank,
            repository_id,
            path,
            line,
            clause_id
    ) filter (where is_covered or is_key)[:1] as clauses

from clauses
group by theme
