-- Changes merged round the gate, by somebody's own word, with nothing linked after.
select
    'override_follow_up' as kind,
    3 as priority,
    'override_follow_up' as recommendation_key,
    count(*) as change_count,
    list(
        citation(change_id, url, repository_id, path, line, null, quote)
        order by change_id
    )[:5] as citations

from (
    select
        coalesce(pull_request_id, commit_sha, merge_override_id) as change_id,
        any_value(repository_id) as repository_id,
        first(url order by evidence_quote nulls last, kind) as url,
        first(path order by evidence_quote nulls last, kind) as path,
        first(line order by evidence_quote nulls last, kind) as line,
        coalesce(min(evidence_quote), min(reason_quote)) as quote

    from merge_overrides
    group by all
    having bool_or(is_confirmed) and not bool_or(has_follow_up)
) as changes
having count(*) > 0
