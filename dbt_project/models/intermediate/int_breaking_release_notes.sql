-- Which items the notes of a release list as breaking: under a heading that says so, or
-- on a line that does.
with releases as (

    select * from {{ ref('stg_raw__releases') }}
    where is_draft is not true and body is not null

),

lines as (

    select
        releases.repository_id,
        releases.tag,
        numbered.place,
        string_split(releases.body, chr(10))[numbered.place] as words

    from releases
    cross join
        unnest(generate_series(1, length(string_split(releases.body, chr(10)))))
            as numbered (place)

),

headed as (

    select
        repository_id,
        tag,
        words,
        last_value(
            case
                when
                    regexp_matches(
                        words, '^\s{0,3}#{1,6}\s|^\s*(\*\*|__)[^*_]+(\*\*|__):?\s*$'
                    )
                    then words
            end ignore nulls
        ) over (partition by repository_id, tag order by place) as heading

    from lines

),

breaking as (

    select
        repository_id,
        tag,
        words

    from headed
    where
        (
            regexp_matches(heading, '(?i)\bbreaking\b|\bincompatible\b')
            and not regexp_matches(heading, '(?i)\b(no|non|without)\b')
        )
        or regexp_matches(words, '\bBREAKING\b|(?i)\bbreaking change:')

),

named as (

    select
        repository_id,
        tag,
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
    list_sort(list_distinct(list(repository_id || '@' || tag))) as release_ids,
    first(trim(words) order by tag) as quote

from named
group by repository_id, number
