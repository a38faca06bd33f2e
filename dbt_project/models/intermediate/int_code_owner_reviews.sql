-- Which owner CODEOWNERS names for which pull request: per changed path the last rule
-- that matches wins, as GitHub reads the file; a rule without owners asks nobody.
with files as (

    select * from {{ ref('stg_raw__pull_request_files') }}

),

rules as (

    select * from {{ ref('stg_parsed__codeowners_rules') }}
    where is_valid

),

paths as (

    -- Each path is matched once, however many pull requests change it.
    select distinct
        repository_id,
        path

    from files

),

deciding as (

    select
        paths.repository_id,
        paths.path,
        rules.pattern,
        rules.owners

    from paths
    inner join rules
        on
            paths.repository_id = rules.repository_id
            and regexp_matches(paths.path, rules.pattern_regex)
    qualify
        row_number() over (
            partition by paths.repository_id, paths.path
            order by rules.line desc
        ) = 1

),

matched as (

    select
        files.item_id as pull_request_id,
        deciding.pattern,
        deciding.owners

    from files
    inner join deciding
        on
            files.repository_id = deciding.repository_id
            and files.path = deciding.path

),

final as (

    select distinct
        matched.pull_request_id,
        lower(owner.team_id) as team_id,
        matched.pattern as area

    from matched
    cross join unnest(matched.owners) as owner (team_id)

)

select * from final
