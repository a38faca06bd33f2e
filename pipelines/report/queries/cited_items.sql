-- Every issue and pull request, to be cited by its id.
select
    item_id,
    repository_id,
    number,
    title,
    url,
    path,
    line

from cited_items
order by item_id
