-- Reviews that a document or CODEOWNERS expects, by team and area.
with merged as (

    select review_coverage.*
    from review_coverage
    inner join pull_requests using (pull_request_id)
    where pull_requests.state = 'merged'

)

select
    merged.repository_id,
    merged.team_id,
    merged.area,
    merged.expected_because,
    any_value(whole_clauses.path) as path,
    any_value(whole_clauses.line) as line,
    any_value(whole_clauses.commit_sha) as commit_sha,
    count(*) as expected_count,
    count(*) filter (where merged.is_reviewed) as reviewed_count,
    count(merged.is_reviewed) as known_count,
    count(*) - count(merged.is_reviewed) as unknown_count,
    list_sort(list(merged.pull_request_id) filter (where not merged.is_reviewed))[:5]
        as missing_ids,
    list_sort(list(merged.pull_request_id))[:3] as example_ids

from merged
left join whole_clauses using (clause_id)
group by
    merged.repository_id, merged.team_id, merged.area, merged.expected_because
order by
    count(*) filter (where not merged.is_reviewed) desc,
    count(*) desc,
    merged.repository_id,
    merged.team_id,
    merged.area,
    merged.expected_because
