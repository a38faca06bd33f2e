-- Pull requests that take a dependency to a new major: by words, or by two numbers of
-- which the first part grows. A number that is a year is no major.
with items as (

    select * from {{ ref('int_items') }}
    where item_kind = 'pull_request'

),

markers as (

    select * from {{ ref('breaking_markers') }}

),

by_words as (

    select items.item_id

    from items
    inner join markers
        on
            (
                markers.place = 'major_words'
                and regexp_matches(coalesce(items.title, ''), markers.pattern)
            )
            or (
                markers.place = 'major_body'
                and regexp_matches(coalesce(items.body, ''), markers.pattern)
            )

),

texts as (

    select
        items.item_id,
        markers.pattern,
        case when markers.place = 'range_title' then items.title else items.body end
            as words

    from items
    inner join markers on markers.place in ('range_title', 'range_body')

),

ranges as (

    select
        item_id,
        unnest(regexp_extract_all(words, pattern, 1)) as old_major,
        unnest(regexp_extract_all(words, pattern, 2)) as new_major

    from texts
    where contains(words, ' from ')

)

select item_id from by_words
union
select item_id
from ranges
where
    cast(old_major as bigint) < cast(new_major as bigint)
    and cast(old_major as bigint) < 1900
