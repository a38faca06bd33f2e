-- Clauses with the lead-in of the list that they stand in: "All changes must … be small."
select
    * replace (
        case
            when coalesce(context, '') = '' then quote
            else rtrim(context, ' :') || ' … ' || quote
        end as quote
    )

from policy_clauses
