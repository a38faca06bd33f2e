-- When something was announced to go, and when it went: a notice (an item that states a
-- window or is titled a deprecation) and the first merged pull request after it that
-- removes it, told by a link between the two, by the versioned path or by another thing
-- that both name: an option, a method, marked words, a version of the same interface.
with items as (

    select
        *,
        nullif(regexp_extract(title, '/v\d+(/[A-Za-z0-9_{}-]+)*'), '') as versioned_path

    from {{ ref('int_items') }}

),

signals as (

    select * from {{ ref('int_items_with_signals') }}
    where list_contains(signal_kinds, 'deprecation_window')

),

announcements as (

    -- The sentences that state the window name what will go, too.
    select
        item_id,
        string_agg(quote, ' ' order by quote) as words

    from {{ ref('int_text_signals_with_items') }}
    where is_asserted and kind = 'deprecation_window' and item_id is not null
    group by item_id

),

links as (

    select
        item_id,
        target_item_id
    from {{ ref('int_item_links') }}

    union

    select
        target_item_id as item_id,
        item_id as target_item_id
    from {{ ref('int_item_links') }}

),

markers as (

    select
        string_agg(pattern, '|') filter (where place = 'notice_title') as notice_title,
        string_agg(pattern, '|') filter (where place = 'removed_title')
            as removed_title,
        string_agg(pattern, '|') filter (where place = 'removed_word') as removed_word,
        string_agg(pattern, '|') filter (where place = 'named_thing') as named_thing

    from {{ ref('breaking_markers') }}

),

notices as (

    select
        items.item_id,
        items.repository_id,
        items.versioned_path,
        coalesce(items.merged_at, items.created_at) as announced_at,
        list_transform(
            regexp_extract_all(
                concat_ws(' ', items.title, announcements.words), markers.named_thing
            ),
            lambda thing: trim(thing, '`()')
        ) as things,
        regexp_extract_all(lower(items.title), '[a-z]{4,}') as title_words

    from items
    cross join markers
    left join signals on items.item_id = signals.item_id
    left join announcements on items.item_id = announcements.item_id
    where
        (
            signals.item_id is not null
            or regexp_matches(items.title, markers.notice_title)
        )
        and not regexp_matches(items.title, markers.removed_word)

),

removals as (

    select
        items.item_id,
        items.repository_id,
        items.versioned_path,
        items.merged_at as removed_at,
        list_transform(
            regexp_extract_all(items.title, markers.named_thing),
            lambda thing: trim(thing, '`()')
        ) as things,
        list_filter(
            regexp_extract_all(lower(items.title), '[a-z]{4,}'),
            lambda word: not regexp_matches(word, markers.removed_word)
        ) as title_words

    from items
    cross join markers
    where
        items.item_kind = 'pull_request'
        and items.merged_at is not null
        and regexp_matches(items.title, markers.removed_title)

),

about_the_same as (

    select
        notices.item_id as notice_id,
        links.target_item_id as removal_id

    from notices
    inner join links on notices.item_id = links.item_id

    union

    select
        notices.item_id as notice_id,
        removals.item_id as removal_id

    from notices
    inner join removals
        on
            notices.repository_id = removals.repository_id
            and notices.versioned_path = removals.versioned_path

    union

    -- A bare version is that of the same interface where the titles share a word.
    select
        notices.item_id as notice_id,
        removals.item_id as removal_id

    from notices
    inner join removals
        on
            notices.repository_id = removals.repository_id
            and list_has_any(notices.things, removals.things)
    where
        length(
            list_filter(
                list_intersect(notices.things, removals.things),
                lambda thing: not regexp_matches(thing, '^v\d+$')
            )
        )
        > 0
        or list_has_any(
            notices.title_words,
            list_filter(
                removals.title_words,
                lambda word: word not in (
                    'feat', 'chore', 'from', 'with', 'that', 'version', 'support'
                )
            )
        )

),

paired as (

    select distinct
        notices.item_id as notice_id,
        notices.announced_at,
        removals.item_id as removal_id,
        removals.removed_at

    from about_the_same
    inner join notices on about_the_same.notice_id = notices.item_id
    inner join removals on about_the_same.removal_id = removals.item_id
    where removals.removed_at > notices.announced_at

),

roles as (

    select
        notice_id as item_id,
        *
    from paired

    union all

    select
        removal_id as item_id,
        *
    from paired

)

-- Of several notices the first counts, of several removals the first.
select
    item_id,
    min(announced_at) as announced_at,
    min(removed_at) as removed_at,
    arg_min(removal_id, (removed_at, removal_id)) as removal_id,
    arg_min(notice_id, (announced_at, notice_id)) as notice_id,
    date_diff('day', min(announced_at), min(removed_at)) as kept_days

from roles
group by item_id
