-- Who is said to decide where a gap was stated: in the same item or document.
with places as (

    select distinct
        repository_id,
        topic,
        item_id,
        case when item_id is null then path end as path

    from governance_gaps

)

select
    places.repository_id,
    places.topic,
    statements.kind,
    statements.who,
    statements.quote,
    statements.item_id,
    statements.path,
    statements.line

from places
inner join authority_statements as statements
    on
        places.repository_id = statements.repository_id
        and places.item_id is not distinct from statements.item_id
        and (places.item_id is not null or places.path = statements.path)
order by places.repository_id, places.topic, statements.path, statements.line
