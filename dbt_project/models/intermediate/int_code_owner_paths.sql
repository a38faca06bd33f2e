-- Which line of CODEOWNERS decides on which changed path: the last that matches, in the
-- version in force at the time. A path that no line matches, or one without owners, is
-- owned by nobody: `owners` is empty.
with versions as (

    select * from {{ ref('int_code_owner_versions') }}

),

files as (

    select
        files.item_id,
        files.repository_id,
        files.path,
        versions.version

    from {{ ref('stg_raw__pull_request_files') }} as files
    inner join versions on files.item_id = versions.item_id

),

rules as (

    select * from {{ ref('stg_parsed__codeowners_rules') }}
    where is_valid

),

paths as (

    select distinct
        repository_id,
        path

    from files

),

patterns as (

    select distinct
        repository_id,
        pattern_regex

    from rules

),

matches as (

    -- Each path meets each pattern once, in however many versions and pull requests.
    select
        paths.repository_id,
        paths.path,
        patterns.pattern_regex

    from paths
    inner join patterns
        on
            paths.repository_id = patterns.repository_id
            and regexp_matches(paths.path, patterns.pattern_regex)

),

asked as (

    select distinct
        repository_id,
        version,
        path

    from files

),

deciding as (

    select
        asked.repository_id,
        asked.version,
        asked.path,
        rules.pattern,
        rules.owners

    from asked
    inner join matches
        on asked.repository_id = matches.repository_id and asked.path = matches.path
    inner join rules
        on
            asked.repository_id = rules.repository_id
            and asked.version = rules.version
            and matches.pattern_regex = rules.pattern_regex
    qualify
        row_number() over (
            partition by asked.repository_id, asked.version, asked.path
            order by rules.line desc
        ) = 1

)

select
    files.item_id,
    files.repository_id,
    files.path,
    files.version,
    deciding.pattern,
    coalesce(deciding.owners, []) as owners

from files
left join deciding
    on
        files.repository_id = deciding.repository_id
        and files.version = deciding.version
        and files.path = deciding.path
