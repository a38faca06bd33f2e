-- Rules and authorities that somebody says are missing or undecided.
with topics as (

    select
        topic,
        count(*) as statement_count,
        arg_min(
            citation(item_id, null, repository_id, path, line, commit_sha, quote),
            governance_gap_id
        ) as example

    from governance_gaps
    where kind in ('missing', 'undecided')
    group by topic

)

select
    'gaps' as kind,
    'gaps' as theme,
    'gaps' as finding_key,
    sum(statement_count)::bigint as numerator,
    cast(null as bigint) as denominator,
    0 as unknown_count,
    cast(null as varchar) as strength,
    cast(null as integer) as worst_severity,
    true as is_contradicting,
    list(topic order by topic = 'other', statement_count desc, topic)[:5] as topics,
    count(*) as topic_count,
    [] as documented,
    list(example order by statement_count desc, topic)[:5] as observed

from topics
having count(*) > 0
