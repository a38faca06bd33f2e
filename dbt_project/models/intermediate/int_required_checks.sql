-- Which checks the rules in force today require of a pull request, by its base branch:
-- known for the default branch (rulesets) and by pattern (classic protection).
with rules as (

    select * from {{ ref('stg_raw__branch_rules') }}

),

pull_requests as (

    select
        item_id,
        repository_id,
        base_branch

    from {{ ref('stg_raw__pull_requests') }}

),

asked as (

    select
        repository_id,
        branch,
        unnest(parameters ->> '$.required_status_checks[*].context') as name

    from rules
    where kind = 'required_status_checks'

    union

    select
        repository_id,
        branch,
        unnest(cast(parameters -> '$.requiredStatusCheckContexts' as varchar[])) as name

    from rules
    where
        kind = 'branch_protection'
        and (parameters ->> '$.requiresStatusChecks') = 'true'

)

select distinct
    pull_requests.item_id,
    asked.name

from pull_requests
inner join asked
    on
        pull_requests.repository_id = asked.repository_id
        and pull_requests.base_branch glob asked.branch
where
    -- `*` stands for no slash, `**` does.
    contains(asked.branch, '**')
    or length(regexp_extract_all(asked.branch, '/'))
    = length(regexp_extract_all(pull_requests.base_branch, '/'))
