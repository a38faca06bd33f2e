-- Whether the population is whole: records expected and loaded, by repository and kind.
select *
from completeness
where $from_at < $until_at
order by repository_id, kind
