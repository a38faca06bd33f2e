-- Which team or person is expected to review which pull request, because a document
-- says so of the change's area or paths, or of every change. Of the wordings of a rule
-- the one counts that was in force when the change was merged or closed; of what has
-- no date, today's.
with rules as (

    select * from {{ ref('int_review_rules') }}

),

beginnings as (

    -- What stood there at the first commit that is known may be older than it.
    select
        repository_id,
        min(committed_at) as began_at

    from {{ ref('stg_raw__document_revisions') }}
    where commit_position = 0
    group by repository_id

),

changes as (

    select
        area_words.item_id,
        area_words.repository_id,
        area_words.area_words as words,
        code_owners.changed_paths,
        coalesce(pull_requests.merged_at, pull_requests.closed_at) as decided_at

    from {{ ref('int_area_words') }} as area_words
    inner join {{ ref('stg_raw__pull_requests') }} as pull_requests
        on area_words.item_id = pull_requests.item_id
    left join {{ ref('int_code_owner_approvals') }} as code_owners
        on area_words.item_id = code_owners.item_id

),

met as (

    select
        changes.item_id as pull_request_id,
        rules.repository_id,
        rules.clause_id,
        rules.owner_ids,
        rules.is_for_every_change,
        rules.paths_as_written,
        list_sort(list_intersect(rules.areas, changes.words)) as areas,
        coalesce(
            length(
                list_filter(
                    changes.changed_paths,
                    lambda path: length(
                        list_filter(
                            rules.path_patterns,
                            lambda pattern: regexp_matches(path, pattern)
                        )
                    )
                    > 0
                )
            )
            > 0,
            false
        ) as is_by_path

    from changes
    inner join rules on changes.repository_id = rules.repository_id
    left join beginnings on changes.repository_id = beginnings.repository_id
    where
        (
            coalesce(rules.effective_from <= changes.decided_at, true)
            or rules.effective_from <= beginnings.began_at
        )
        and (
            rules.effective_to is null or changes.decided_at < rules.effective_to
        )

)

select
    met.pull_request_id,
    met.repository_id,
    lower(team.team_id) as team_id,
    case
        when met.is_for_every_change then 'every change'
        when length(met.areas) > 0 then array_to_string(met.areas, ', ')
        else met.paths_as_written
    end as area,
    met.clause_id

from met
cross join unnest(met.owner_ids) as team (team_id)
where met.is_for_every_change or met.is_by_path or length(met.areas) > 0
