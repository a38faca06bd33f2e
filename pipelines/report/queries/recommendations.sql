-- What could be done about the documents, the weightiest first.
select
    *,
    row_number() over (
        partition by kind order by priority, recommendation_key
    ) as rank_in_kind,
    count(*) over (partition by kind) as kind_count

from all_recommendations
qualify rank_in_kind <= 5
order by priority, kind, rank_in_kind
