-- Clauses with the lead-in of the list that they stand in: "All changes must … be small."
select
    clause_id,
    repository_id,
    policy_id,
    policy_ids,
    path,
    line,
    commit_sha,
    case
        when coalesce(context, '') = '' then quote
        else rtrim(context, ' :') || ' … ' || quote
    end as quote,
    modal,
    topic,
    is_undecided,
    effective_from,
    effective_to

from policy_clauses
