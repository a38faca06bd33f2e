-- Owners of a pull request of whom none approved it: of several for one area, or named
-- in one sentence, one is enough. Nothing is said where one of them cannot be known.
with expected as (

    select
        pull_request_id,
        team_id,
        bool_or(coalesce(is_approved, true)) over (
            partition by pull_request_id, expected_because, area, clause_id
        ) as may_be_approved

    from {{ ref('review_coverage') }}

)

select
    pull_request_id,
    list_sort(list_distinct(list(team_id))) as absent_owner_ids

from expected
where not may_be_approved
group by pull_request_id
