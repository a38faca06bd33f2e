-- A plan counts where the item's own words state one: in a sentence, or under a
-- heading. A sentence that asks for it or says that there is none is not a plan, nor is
-- a form's heading with nothing under it.
with items as (

    select
        item_id,
        -- What a form says to whoever fills it in is not the item's words.
        regexp_replace(
            replace(coalesce(body, ''), chr(13), ''), '(?s)<!--.*?-->', '', 'g'
        ) as body

    from {{ ref('int_items') }}

),

markers as (

    select
        string_agg(pattern, '|') filter (where place = 'rollout_heading') as heading,
        string_agg(pattern, '|') filter (where place = 'rollout_words') as plan_words,
        string_agg(pattern, '|') filter (where place = 'rollout_doubt') as doubt,
        string_agg(pattern, '|') filter (where place = 'rollout_nothing') as nothing

    from {{ ref('change_markers') }}

),

headed as (

    select
        items.item_id,
        regexp_extract_all(items.body, markers.heading, 1) as first_lines

    from items
    cross join markers

),

sentences as (

    select
        item_id,
        unnest(
            regexp_split_to_array(
                -- Headings and lines that are bold altogether.
                regexp_replace(
                    body, '(?m)^(#{1,6} [^\n]*|[*_]{2}[^*_\n]*[*_]{2}:?[ ]*)$', '', 'g'
                ),
                '[.!?\n]+'
            )
        ) as sentence

    from items

),

stated as (

    select
        sentences.item_id,
        bool_or(
            regexp_matches(sentences.sentence, markers.plan_words)
            and not regexp_matches(sentences.sentence, markers.doubt)
        ) as has_sentence

    from sentences
    cross join markers
    group by sentences.item_id

)

select
    stated.item_id,
    stated.has_sentence
    or length(
        list_filter(
            headed.first_lines,
            lambda words: not regexp_matches(words, markers.nothing)
        )
    )
    > 0 as has_rollout_plan

from stated
cross join markers
inner join headed on stated.item_id = headed.item_id
