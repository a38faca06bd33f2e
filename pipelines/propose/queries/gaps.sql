-- What is missing, undecided or contradicted, topic by topic.
select
    repository_id,
    topic,
    list(
        {
            'kind': kind,
            'item_id': item_id,
            'path': path,
            'line': line,
            'quote': quote,
            'other_path': other_path,
            'other_line': other_line,
            'other_quote': other_quote
        }
        order by kind, path, line, item_id
    ) as gaps

from governance_gaps
where kind in ('missing', 'undecided', 'contradicted')
group by repository_id, topic
order by repository_id, topic
