-- The state of a pull request's checks at the merge: of the required ones where rules
-- name some that reported, else of all that no document excepts by name. Words about
-- the checks (an archive's) count only where there are no records of them.
with pull_requests as (

    select * from {{ ref('stg_raw__pull_requests') }}

),

required as (

    select * from {{ ref('int_required_checks') }}

),

clauses as (

    select * from {{ ref('stg_parsed__clauses') }}
    where topic = 'checks'

),

excepted as (

    -- "Except for the check `lint`, which only informs", as the reader writes it; what
    -- is excepted if something is so ("if `lint` runs out of memory") decides like any.
    select distinct
        pull_requests.item_id,
        unnest(regexp_extract_all(exception.words, '`([^`]+)`', 1)) as name

    from pull_requests
    inner join clauses
        on
            pull_requests.repository_id = clauses.repository_id
            and coalesce(pull_requests.merged_at >= clauses.effective_from, true)
            and coalesce(pull_requests.merged_at < clauses.effective_to, true)
    cross join
        unnest(cast(clauses.parameters -> '$.exceptions' as varchar[]))
            as exception (words)
    where starts_with(exception.words, 'the check `')

),

synced_items as (

    select * from {{ ref('stg_raw__synced_items') }}

),

checks as (

    select
        checks.item_id,
        checks.check_id,
        checks.name,
        checks.conclusion,
        checks.as_written,
        checks.kind = 'stated' as is_stated,
        coalesce(checks.is_required, false) or required.name is not null as is_required,
        excepted.name is not null as is_excepted

    from {{ ref('stg_raw__checks') }} as checks
    left join required
        on checks.item_id = required.item_id and checks.name = required.name
    left join excepted
        on checks.item_id = excepted.item_id and checks.name = excepted.name

),

counted as (

    select
        item_id,
        bool_or(is_required) as has_required,
        count(*) filter (where not is_stated) as check_count,
        count(*) filter (where is_required) as required_check_count

    from checks
    group by item_id

),

-- What decides: the required checks, else all records, else all words.
deciding as (

    select
        checks.item_id,
        count(*) filter (where checks.conclusion = 'failing') as failing_count,
        count(*) filter (where checks.conclusion = 'pending') as pending_count,
        count(*) filter (where checks.conclusion = 'unknown') as unknown_count,
        count(*) filter (where checks.conclusion = 'passing') as passing_count,
        bool_or(checks.is_stated) as is_stated

    from checks
    inner join counted on checks.item_id = counted.item_id
    where
        case
            when counted.has_required then checks.is_required
            when counted.check_count > 0
                then not checks.is_stated and not checks.is_excepted
            else true
        end
    group by checks.item_id

),

stated as (

    select
        item_id,
        first(as_written order by conclusion = 'failing' desc, check_id)
            as checks_as_written

    from checks
    where is_stated
    group by item_id

),

failing as (

    select
        item_id,
        list_sort(list_distinct(list(name))) as failing_check_names

    from checks
    where not is_stated and conclusion = 'failing' and name is not null
    group by item_id

),

missing as (

    -- Asked for by today's rules, and nothing of it had begun by the merge.
    select
        required.item_id,
        list_sort(
            list_distinct(list(required.name) filter (where checks.check_id is null))
        ) as missing_check_names

    from required
    left join checks
        on
            required.item_id = checks.item_id
            and required.name = checks.name
            and not checks.is_stated
    group by required.item_id

),

final as (

    select
        pull_requests.item_id,
        case
            when deciding.failing_count > 0 then 'failing'
            when deciding.pending_count > 0 then 'pending'
            when deciding.unknown_count > 0 and not deciding.is_stated then 'unknown'
            when deciding.is_stated and deciding.passing_count = 0 then 'unknown'
            when deciding.item_id is not null then 'passing'
            -- Checks are read of merged pull requests alone.
            when synced_items.has_checks and pull_requests.merged_at is not null
                then 'none'
            else 'unknown'
        end as checks_state,
        stated.checks_as_written,
        counted.check_count,
        counted.required_check_count,
        case
            when counted.check_count > 0
                then coalesce(failing.failing_check_names, [])
        end as failing_check_names,
        case
            when synced_items.has_checks and pull_requests.merged_at is not null
                then coalesce(missing.missing_check_names, [])
        end as missing_check_names

    from pull_requests
    left join counted on pull_requests.item_id = counted.item_id
    left join deciding on pull_requests.item_id = deciding.item_id
    left join stated on pull_requests.item_id = stated.item_id
    left join missing on pull_requests.item_id = missing.item_id
    left join failing on pull_requests.item_id = failing.item_id
    left join synced_items on pull_requests.item_id = synced_items.item_id

)

select * from final
