-- The three to five findings that matter most. The score adds what a rule's own words
-- weigh, the gravest incident concerned, the share, the number, and whether the
-- documents say otherwise; each theme comes once before any comes twice, and tells of
-- its broken rules beside what it counts.
with scored as (

    select
        *,
        case strength when 'must' then 3 when 'should' then 2 when 'may' then 1 else 0
        end
        + coalesce(greatest(4 - worst_severity, 0), 0)
        + 2 * coalesce(numerator / nullif(denominator, 0), 0)
        + least(log10(1 + numerator), 2)
        + is_contradicting::int as score

    from all_findings

),

placed as (

    select
        *,
        row_number() over (
            partition by theme, kind order by score desc, finding_key
        ) as rank_in_kind,
        bool_or(kind <> 'broken_rule') over (partition by theme) as has_overview

    from scored

),

broken_rules as (

    select
        theme,
        list(
            {
                'title': title,
                'policy_id': finding_key,
                'fail_count': numerator,
                'judged_count': denominator,
                'unknown_count': unknown_count,
                'in_force_until': in_force_until,
                'clause': documented[1],
                'broken_by': observed[:2]
            }
            order by rank_in_kind
        ) as broken_rules

    from placed
    where kind = 'broken_rule' and rank_in_kind <= 3
    group by theme

),

ranked as (

    select
        placed.*,
        case
            when placed.kind = 'broken_rule' then []
            else coalesce(broken_rules.broken_rules, [])
        end as broken_rules,
        max(placed.score) over (partition by placed.theme) as theme_score,
        row_number() over (
            partition by placed.theme
            order by
                placed.kind = 'broken_rule',
                placed.score desc,
                placed.kind,
                placed.finding_key
        ) as rank_in_theme

    from placed
    left join broken_rules on placed.theme = broken_rules.theme
    -- What the overview of a theme tells is not told a second time.
    where
        placed.kind <> 'broken_rule'
        or not placed.has_overview
        or placed.rank_in_kind > 3

)

select *
from ranked
order by rank_in_theme, theme_score desc, score desc, theme, kind, finding_key
limit 5
