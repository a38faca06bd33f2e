-- Which owner CODEOWNERS names for which pull request; a path without owners asks
-- nobody.
with paths as (

    select * from {{ ref('int_code_owner_paths') }}

)

select distinct
    paths.item_id as pull_request_id,
    lower(owner.team_id) as team_id,
    paths.pattern as area

from paths
cross join unnest(paths.owners) as owner (team_id)
