-- Which team is expected to review which pull request, because a document says so for
-- the change's area. A rule without an area speaks of every change.
with clauses as (

    select * from {{ ref('stg_parsed__clauses') }}
    where effective_to is null and not is_negative and not is_undecided

),

areas as (

    select
        item_id,
        repository_id,
        area_words as words

    from {{ ref('int_area_words') }}

),

rules as (

    select
        clause_id,
        repository_id,
        quote,
        path,
        line,
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
    where length(rules.areas) = 0 or list_has_any(rules.areas, areas.words)

)

select * from final
