-- A plan counts where the item's own words state one: a sentence that asks for it,
-- or says that there is none, is not a plan.
with items as (

    select * from {{ ref('int_items') }}

),

sentences as (

    select
        item_id,
        unnest(regexp_split_to_array(coalesce(body, ''), '[.!?\n]+')) as sentence

    from items

),

final as (

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
                || '|where is)\b|n''t'
            )
        ) as has_rollout_plan

    from sentences
    group by sentences.item_id

)

select * from final
