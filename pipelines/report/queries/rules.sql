-- Every clause in force and its verdict, in the order of the documents.
select *
from rules
order by repository_id, path, line, clause_id, policy_title, policy_id
