-- Sentences that tell who decides, approves, leads or merges, or that nobody knows.
with said as (

    select
        repository_id,
        kind,
        item_id,
        path,
        line,
        cast(null as varchar) as commit_sha,
        quote

    from authority_statements

    union

    select
        repository_id,
        'unclear_authority' as kind,
        item_id,
        path,
        line,
        commit_sha,
        quote

    from text_signals
    where is_asserted and kind = 'unclear_authority'

)

select *
from said
order by repository_id, item_id nulls last, path, line, kind, quote
