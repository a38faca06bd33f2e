-- Sentences by which a team or a person reviews or approves changes, and of which:
-- those of an area, those of paths, or every change. A sentence that narrows the
-- changes in other words ("large changes", "if a schema is touched"), or that speaks of
-- something else ("a cherry-pick", "such a change", "Hotfixes" over it), is left out:
-- nobody can tell from its parameters which ones it means.
with clauses as (

    select * from {{ ref('stg_parsed__clauses') }}
    where not is_negative and not is_undecided

),

scopes as (

    select
        string_agg(pattern, '|') filter (where place = 'subject') as subject,
        string_agg(pattern, '|') filter (where place = 'general_word') as general_word,
        string_agg(pattern, '|') filter (where place = 'narrowing') as narrowing,
        string_agg(pattern, '|') filter (where place = 'other_subject')
            as other_subject,
        string_agg(pattern, '|') filter (where place = 'other_heading')
            as other_heading,
        string_agg(pattern, '|') filter (where place = 'referring') as referring,
        string_agg(pattern, '|') filter (where place = 'narrowing_nothing')
            as narrowing_nothing

    from {{ ref('change_scopes') }}

),

told as (

    select
        clauses.clause_id,
        clauses.repository_id,
        clauses.effective_from,
        clauses.effective_to,
        list_sort(
            list_distinct(
                list_concat(
                    coalesce(cast(clauses.parameters -> '$.teams' as varchar[]), []),
                    coalesce(
                        cast(clauses.parameters -> '$.approver_teams' as varchar[]), []
                    ),
                    coalesce(cast(clauses.parameters -> '$.people' as varchar[]), [])
                )
            )
        ) as owner_ids,
        coalesce(cast(clauses.parameters -> '$.areas' as varchar[]), []) as areas,
        coalesce(cast(clauses.parameters -> '$.paths' as varchar[]), []) as paths,
        coalesce(cast(clauses.parameters -> '$.conditions' as varchar[]), [])
            as conditions,
        coalesce(cast(clauses.parameters -> '$.item_kinds' as varchar[]), [])
            as item_kinds,
        coalesce(clauses.heading, '') as heading,
        concat_ws(' ', clauses.context, clauses.quote) as words

    from clauses
    where
        list_has_any(
            coalesce(cast(clauses.parameters -> '$.demands' as varchar[]), []),
            ['review_by_team', 'approval']
        )

)

select
    told.clause_id,
    told.repository_id,
    told.effective_from,
    told.effective_to,
    told.owner_ids,
    told.areas,
    -- A path as a regex: `*` stands for no slash, a folder for all that is in it.
    list_transform(
        told.paths,
        lambda path: case when starts_with(path, '/') then '^' else '(^|/)' end
        || replace(
            replace(regexp_escape(trim(path, '/')), '\*\*', '.*'), '\*', '[^/]*'
        )
        || '(/|$)'
    ) as path_patterns,
    array_to_string(list_sort(told.paths), ', ') as paths_as_written,
    length(told.areas) = 0 and length(told.paths) = 0 as is_for_every_change

from told
cross join scopes
where
    length(told.owner_ids) > 0
    and (
        length(told.areas) > 0
        or length(told.paths) > 0
        or (
            length(told.conditions) = 0
            -- It speaks of changes, and not of bugs, releases or features alone.
            and length(told.item_kinds)
            = length(list_intersect(told.item_kinds, ['pull_request', 'change']))
            and not regexp_matches(told.words, scopes.other_subject)
            and not regexp_matches(told.words, scopes.referring)
            and not regexp_matches(told.heading, scopes.other_heading)
            and (
                regexp_extract(told.words, scopes.subject, 1) = ''
                or regexp_matches(
                    regexp_extract(told.words, scopes.subject, 1), scopes.general_word
                )
            )
            and (
                not regexp_matches(told.words, scopes.narrowing)
                or regexp_matches(told.words, scopes.narrowing_nothing)
            )
        )
    )
