-- Which owner CODEOWNERS names for which pull request: per changed path the last rule
-- that matches wins, as GitHub reads the file; a rule without owners asks nobody.
with files as (

    select * from {{ ref('stg_raw__pull_request_files') }}

),

rules as (

    select * from {{ ref('stg_parsed__codeowners_rules') }}
    where is_valid

),

matched as (

    select
        files.item_id as pull_request_id,
        files.path,
        rules.pattern,
        rules.owners

    from files
    inner join rules
        on
            files.repository_id = rules.repository_id
            and regexp_matches(files.path, rules.pattern_regex)
    qualify
        row_number() over (
            partition by files.item_id, files.path
            order by rules.line desc
        ) = 1

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
