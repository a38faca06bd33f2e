-- Where a title, a footer (`BREAKING CHANGE: ...`) or the message of its commit
-- declares an item to be breaking, a form's box is ticked, and where a form says that
-- nothing breaks.
with items as (

    select * from {{ ref('int_items') }}

),

landings as (

    select * from {{ ref('int_commit_landings') }}
    where pull_request_id is not null

),

commits as (

    select * from {{ ref('stg_raw__commits') }}

),

markers as (

    select * from {{ ref('breaking_markers') }}

),

texts as (

    select
        item_id,
        false as is_commit,
        coalesce(title, '') as title,
        replace(coalesce(body, ''), chr(13), '') as body

    from items

    union all

    select
        landings.pull_request_id as item_id,
        true as is_commit,
        string_split(commits.message, chr(10))[1] as title,
        commits.message as body

    from landings
    inner join commits
        on
            landings.repository_id = commits.repository_id
            and landings.commit_sha = commits.commit_sha
    where commits.message is not null

),

empty_footers as (

    select string_agg(pattern, '|') as pattern
    from markers
    where place = 'empty_footer'

),

empty_boxes as (

    select string_agg(pattern, '|') as pattern
    from markers
    where place = 'ticked_nothing'

),

internal as (

    select string_agg(pattern, '|') as pattern
    from markers
    where place = 'internal_title'

),

told as (

    select
        texts.item_id,
        texts.is_commit,
        bool_or(
            (
                markers.place = 'title'
                or (
                    markers.place = 'removed_version'
                    and not regexp_matches(texts.title, internal.pattern)
                )
            )
            and regexp_matches(texts.title, markers.pattern)
        ) as is_titled,
        bool_or(
            length(
                list_filter(
                    case
                        when markers.place = 'footer'
                            then regexp_extract_all(texts.body, markers.pattern, 1)
                    end,
                    lambda words: not regexp_matches(words, empty_footers.pattern)
                )
            )
            > 0
        ) as is_in_footer,
        min(
            list_filter(
                case
                    when markers.place = 'ticked'
                        then regexp_extract_all(texts.body, markers.pattern, 1)
                end,
                lambda words: not regexp_matches(words, empty_boxes.pattern)
            )[1]
        ) as ticked_quote,
        bool_or(
            markers.place = 'empty_section'
            and regexp_matches(texts.body, markers.pattern)
        ) as is_denied

    from texts
    cross join markers
    cross join empty_footers
    cross join empty_boxes
    cross join internal
    where
        markers.place in (
            'title', 'removed_version', 'footer', 'ticked', 'empty_section'
        )
        and (
            regexp_matches(texts.title || chr(10) || texts.body, '(?i)breaking|!:')
            or regexp_matches(texts.title, '(?i)\bv\d')
        )
    group by texts.item_id, texts.is_commit

)

select
    item_id,
    bool_or(not is_commit and (is_titled or is_in_footer)) as is_titled,
    bool_or(is_commit and (is_titled or is_in_footer)) as is_in_commit,
    bool_or(not is_commit and is_denied) as is_denied,
    min(ticked_quote) filter (where not is_commit) as ticked_quote

from told
group by item_id
