-- Merged pull requests by month, and how many of them went round the gate.
with changes as (

    select
        coalesce(pull_request_id, commit_sha, merge_override_id) as change_id,
        min(merged_at) as merged_at

    from merge_overrides
    group by coalesce(pull_request_id, commit_sha, merge_override_id)

)

select
    cast(date_trunc('month', merged_at) as date) as month_on,
    count(*) as override_count

from changes
where merged_at is not null
group by date_trunc('month', merged_at)
order by month_on
