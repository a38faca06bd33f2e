-- Parts of the input that could not be read.
select
    repository_id,
    path,
    item_id,
    line,
    reason,
    quote

from unreadable
order by repository_id, path nulls last, line nulls last, item_id, reason, unreadable_id
