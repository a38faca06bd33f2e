-- Which items the notes of a release list as breaking, on GitHub or in a document:
-- under a heading that says so, or on a line that does; and as removed, under a
-- heading of what was removed.
with notes as (

    select
        repository_id,
        tag as place_name,
        repository_id || '@' || tag as release_id,
        replace(body, chr(13), '') as body

    from {{ ref('stg_raw__releases') }}
    where is_draft is not true and body is not null

    union all

    -- A team may keep its notes as a document.
    select
        revisions.repository_id,
        revisions.path as place_name,
        cast(null as varchar) as release_id,
        replace(texts.text, chr(13), '') as body

    from {{ ref('stg_raw__document_revisions') }} as revisions
    inner join {{ ref('stg_raw__document_texts') }} as texts
        on
            revisions.repository_id = texts.repository_id
            and revisions.content_id = texts.content_id
    where revisions.is_current and revisions.kind in ('release_notes', 'changelog')

),

markers as (

    select
        string_agg(pattern, '|') filter (where place = 'internal_title') as internal,
        string_agg(pattern, '|') filter (where place = 'removals_heading')
            as removals_heading,
        string_agg(pattern, '|') filter (where place = 'removed_heading')
            as removed_heading,
        string_agg(pattern, '|') filter (where place = 'removed_line') as removed_line,
        string_agg(pattern, '|') filter (where place = 'announced_line')
            as announced_line

    from {{ ref('breaking_markers') }}

),

split as (

    select
        repository_id,
        place_name,
        release_id,
        unnest(string_split(body, chr(10))) as words,
        generate_subscripts(string_split(body, chr(10)), 1) as place

    from notes

),

lines as (

    -- A title may be underlined, too.
    select
        *,
        coalesce(
            regexp_matches(words, '^\w')
            and regexp_matches(
                lead(words) over (
                    partition by repository_id, place_name, release_id order by place
                ),
                '^(={3,}|-{3,}|~{3,}|\^{3,}|"{3,}|\+{3,}|\*{3,})\s*$'
            ),
            false
        ) as is_underlined

    from split

),

headed as (

    select
        repository_id,
        place_name,
        release_id,
        words,
        last_value(
            case
                when
                    is_underlined
                    or regexp_matches(
                        words, '^\s{0,3}#{1,6}\s|^\s*(\*\*|__)[^*_]+(\*\*|__):?\s*$'
                    )
                    then words
            end ignore nulls
        ) over (
            partition by repository_id, place_name, release_id order by place
        ) as heading

    from lines

),

breaking as (

    select
        repository_id,
        place_name,
        release_id,
        words

    from headed
    cross join markers
    where
        (
            regexp_matches(heading, '(?i)\bbreaking\b|\bincompatible\b')
            and not regexp_matches(heading, '(?i)\b(no|non|without)\b')
        )
        or regexp_matches(words, '\bBREAKING\b|(?i)\bbreaking change:')
        or (
            (
                regexp_matches(heading, markers.removed_heading)
                or (
                    regexp_matches(heading, markers.removals_heading)
                    and regexp_matches(words, markers.removed_line)
                )
            )
            and not regexp_matches(words, markers.announced_line)
            and not regexp_matches(words, markers.internal)
        )

),

named as (

    select
        repository_id,
        place_name,
        release_id,
        words,
        unnest(
            regexp_extract_all(
                words, '(?:(?:^|[^\w/#])#|/(?:pull|issues)/)(\d{1,9})\b', 1
            )
        ) as number

    from breaking

)

select
    repository_id || '#' || number as item_id,
    coalesce(
        list_sort(
            list_distinct(list(release_id) filter (where release_id is not null))
        ),
        []
    ) as release_ids,
    first(trim(words) order by release_id asc nulls last, place_name asc) as quote

from named
group by repository_id, number
