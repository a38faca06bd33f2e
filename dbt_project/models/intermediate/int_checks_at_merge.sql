-- The state of a pull request's checks at the merge: the required ones where the
-- source says which are required, else all. Words about the checks (an archive's)
-- count only where there are no records of them.
with checks as (

    select * from {{ ref('stg_raw__checks') }}

),

pull_requests as (

    select * from {{ ref('stg_raw__pull_requests') }}

),

readability as (

    select * from {{ ref('int_readable_kinds') }}

),

counted as (

    select
        item_id,
        bool_or(kind <> 'stated') as has_records,
        bool_or(coalesce(is_required, false)) as has_required,
        count(*) filter (where kind <> 'stated') as check_count,
        count(*) filter (
            where kind <> 'stated' and conclusion = 'failing'
        ) as failing_count,
        count(*) filter (
            where kind <> 'stated' and conclusion = 'pending'
        ) as pending_count,
        count(*) filter (where is_required and conclusion = 'failing')
            as required_failing_count,
        count(*) filter (where is_required and conclusion = 'pending')
            as required_pending_count,
        count(*) filter (where conclusion = 'unknown') as unreadable_count,
        bool_or(kind = 'stated' and conclusion = 'failing') as is_stated_failing,
        bool_or(kind = 'stated' and conclusion = 'pending') as is_stated_pending,
        bool_or(kind = 'stated' and conclusion = 'passing') as is_stated_passing,
        first(as_written order by conclusion = 'failing' desc, check_id)
        filter (where kind = 'stated') as checks_as_written

    from checks
    group by item_id

),

final as (

    select
        pull_requests.item_id,
        case
            when counted.has_records and counted.has_required
                then
                    case
                        when counted.required_failing_count > 0 then 'failing'
                        when counted.required_pending_count > 0 then 'pending'
                        else 'passing'
                    end
            when counted.has_records
                then
                    case
                        when counted.failing_count > 0 then 'failing'
                        when counted.pending_count > 0 then 'pending'
                        when counted.unreadable_count > 0 then 'unknown'
                        else 'passing'
                    end
            when counted.is_stated_failing then 'failing'
            when counted.is_stated_pending then 'pending'
            when counted.is_stated_passing then 'passing'
            when readability.is_readable and counted.item_id is null then 'none'
            else 'unknown'
        end as checks_state,
        counted.checks_as_written

    from pull_requests
    left join counted on pull_requests.item_id = counted.item_id
    left join readability
        on
            pull_requests.repository_id = readability.repository_id
            and readability.kind = 'checks'

)

select * from final
