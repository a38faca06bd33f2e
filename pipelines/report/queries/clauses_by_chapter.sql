-- Every clause in force with its policies, broken ones first, for the chapters.
select
    *,
    min(attention_rank) over (partition by clause_id) as clause_rank

from rules
order by
    chapter,
    clause_rank,
    repository_id,
    path,
    line,
    clause_id,
    attention_rank,
    policy_id
