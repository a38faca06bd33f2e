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

headed as (

    select
        item_id,
        regexp_extract_all(
            body,
            '(?im)^[#*_ ]{1,8}(?:roll-?out|roll-?back|deployment|migration|release)'
            || '(?: (?:and|&) (?:roll-?out|roll-?back|migration))?'
            || '(?: (?:plan|steps|strategy|procedure))?[*_: ]{0,6}\n\s*([^\s#][^\n]*)',
            1
        ) as first_lines

    from items

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
            regexp_matches(
                lower(sentences.sentence),
                '(roll-?out|roll-?back|migration|deployment|release) (plan|steps)'
                || '|phased (roll-?out|release)|(behind|with) a feature flag'
                || '|canary (release|deploy|roll-?out)'
            )
            and not regexp_matches(
                lower(sentences.sentence),
                '\b(no|not|without|missing|lacks?|never|should|could|would|asked?|asks'
                || '|needs?|want(s|ed)?|todo|tbd|undocumented|unclear|is there'
                || '|where is|n/?a|none)\b|n''t'
            )
        ) as has_sentence

    from sentences
    group by sentences.item_id

)

select
    stated.item_id,
    stated.has_sentence
    or length(
        list_filter(
            headed.first_lines,
            lambda words: not regexp_matches(
                words,
                '(?i)^\W*(n/?a|none|no|nothing|not|tbd|todo|to be)\b|^\W*$'
            )
        )
    )
    > 0 as has_rollout_plan

from stated
inner join headed on stated.item_id = headed.item_id
