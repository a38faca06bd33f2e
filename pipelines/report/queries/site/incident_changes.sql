-- Pull requests that caused or fixed an incident, and any other item it names.
with named as (

    select
        incident_id,
        unnest(cause_pull_request_ids) as item_id,
        'cause' as part

    from incidents

    union all

    select
        incident_id,
        unnest(fix_pull_request_ids) as item_id,
        'fix' as part

    from incidents

)

select
    named.incident_id,
    named.part,
    named.item_id,
    cited_items.title,
    cited_items.state,
    evidence.quote

from named
left join cited_items using (item_id)
left join evidence
    on
        named.incident_id = evidence.subject_id
        and evidence.claim = named.part || '_pull_request'
        and contains(
            coalesce(evidence.quote, '') || ' ', '#' || split_part(named.item_id, '#', -1)
        )
qualify
    row_number() over (
        partition by named.incident_id, named.part, named.item_id
        order by evidence.path nulls last, evidence.line, evidence.evidence_id
    ) = 1
order by named.incident_id, named.part, named.item_id
