-- The three to five findings that matter most. The score adds what a rule's own words
-- weigh, the gravest incident concerned, the share, the number, and whether the
-- documents say otherwise; each theme comes once before any comes twice.
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

ranked as (

    select
        *,
        row_number() over (partition by theme order by score desc, kind, finding_key)
            as rank_in_theme

    from scored

)

select *
from ranked
order by rank_in_theme, score desc, theme, kind, finding_key
limit 5
