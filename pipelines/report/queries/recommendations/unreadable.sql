-- Parts of the input that could not be read.
select
    'unreadable' as kind,
    6 as priority,
    repository_id as recommendation_key,
    count(*) as part_count,
    list(
        citation(item_id, null, repository_id, path, line, null, reason)
        order by path, line, reason, unreadable_id
    )[:3] as citations

from unreadable
group by repository_id
