-- Expected reviews of merged changes by team, for the drawing: the busiest teams.
select
    review_coverage.team_id,
    count(*) filter (where review_coverage.is_reviewed) as pass_count,
    count(*) filter (where not review_coverage.is_reviewed) as fail_count,
    count(*) filter (where review_coverage.is_reviewed is null) as unknown_count

from review_coverage
inner join pull_requests using (pull_request_id)
where pull_requests.state = 'merged'
group by review_coverage.team_id
order by count(*) desc, review_coverage.team_id
limit 16
