-- Which team is expected to review which pull request, because a document says so for
-- the change's area. A rule without an area speaks of every change. Of the wordings of
-- a rule the one counts that was in force when the change was merged or closed; of what
-- has no date, today's.
with clauses as (

    select * from {{ ref('stg_parsed__clauses') }}
    where not is_negative and not is_undecided

),

areas as (

    select
        area_words.item_id,
        area_words.repository_id,
        area_words.area_words as words,
        coalesce(pull_requests.merged_at, pull_requests.closed_at) as decided_at

    from {{ ref('int_area_words') }} as area_words
    inner join {{ ref('stg_raw__pull_requests') }} as pull_requests
        on area_words.item_id = pull_requests.item_id

),

rules as (

    select
        clause_id,
        repository_id,
        effective_from,
        effective_to,
        list_distinct(
            list_concat(
                coalesce(cast(parameters -> '$.teams' as varchar[]), []),
                coalesce(cast(parameters -> '$.approver_teams' as varchar[]), [])
            )
        ) as team_ids,
        coalesce(cast(parameters -> '$.areas' as varchar[]), []) as areas

    from clauses
    where
        list_has_any(
            coalesce(cast(parameters -> '$.demands' as varchar[]), []),
            ['review_by_team', 'approval']
        )

),

final as (

    select
        areas.item_id as pull_request_id,
        rules.repository_id,
        lower(team.team_id) as team_id,
        case
            when length(rules.areas) = 0 then 'every change'
            else
                array_to_string(
                    list_sort(list_intersect(rules.areas, areas.words)), ', '
                )
        end as area,
        rules.clause_id

    from areas
    inner join rules on areas.repository_id = rules.repository_id
    cross join unnest(rules.team_ids) as team (team_id)
    where
        (length(rules.areas) = 0 or list_has_any(rules.areas, areas.words))
        and (rules.effective_from <= areas.decided_at) is not false
        and (
            rules.effective_to is null or rules.effective_to > areas.decided_at
        )

)

select * from final
