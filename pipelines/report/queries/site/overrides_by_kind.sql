-- How changes went round the gate; a change may have gone round it in several ways.
select
    kind,
    count(distinct coalesce(pull_request_id, commit_sha, merge_override_id))
        as change_count,
    count(*) filter (where is_confirmed) as confirmed_count

from merge_overrides
group by kind
order by change_count desc, kind
