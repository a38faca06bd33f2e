-- What people and documents say about who decides, approves, leads or merges.
select
    repository_id,
    kind,
    who,
    item_id,
    path,
    line,
    quote,
    author_id,
    said_at

from authority_statements
order by kind, said_at desc nulls last, repository_id, item_id, path, line, quote
