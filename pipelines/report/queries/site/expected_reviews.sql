-- Each review that a document or CODEOWNERS expects of a merged change.
select
    review_coverage.pull_request_id,
    review_coverage.repository_id,
    pull_requests.title,
    review_coverage.team_id,
    review_coverage.area,
    review_coverage.expected_because,
    review_coverage.is_reviewed,
    review_coverage.is_approved,
    review_coverage.first_review_at,
    pull_requests.merged_at,
    whole_clauses.path,
    whole_clauses.line,
    whole_clauses.commit_sha

from review_coverage
inner join pull_requests
    on review_coverage.pull_request_id = pull_requests.pull_request_id
left join whole_clauses on review_coverage.clause_id = whole_clauses.clause_id
where pull_requests.state = 'merged'
order by
    case
        when not review_coverage.is_reviewed then 1
        when review_coverage.is_reviewed is null then 2
        else 3
    end,
    pull_requests.merged_at desc nulls last,
    review_coverage.pull_request_id,
    review_coverage.team_id,
    review_coverage.area,
    review_coverage.expected_because
