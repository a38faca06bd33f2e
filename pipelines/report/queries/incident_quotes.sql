-- What the records say of each incident, in their words: at most six quotes each.
with told as (

    select
        evidence.subject_id as incident_id,
        evidence.claim as kind,
        evidence.url,
        evidence.path,
        evidence.line,
        evidence.commit_sha,
        evidence.quote,
        incidents.repository_id,
        incidents.title

    from evidence
    inner join incidents on evidence.subject_id = incidents.incident_id
    where
        evidence.quote is not null
        and evidence.claim in (
            'offline_discussion',
            'retro_informal',
            'retro_missing',
            'postmortem_formal',
            'rollback',
            'severity_assigned',
            'unclear_authority'
        )
    qualify
        row_number() over (
            partition by evidence.subject_id
            order by
                evidence.claim,
                evidence.path nulls last,
                evidence.line,
                evidence.quote,
                evidence.evidence_id
        ) <= 6

),

places as (

    -- Which item the words of an archive stand in.
    select
        repository_id,
        kind,
        path,
        line,
        quote,
        min(item_id) as item_id

    from text_signals
    where item_id is not null and path is not null
    group by repository_id, kind, path, line, quote

),

addresses as (

    select
        url,
        min(item_id) as item_id

    from cited_items
    where url is not null
    group by url

)

select
    told.incident_id,
    told.title,
    told.kind,
    told.repository_id,
    coalesce(places.item_id, addresses.item_id) as item_id,
    told.path,
    told.line,
    told.commit_sha,
    told.quote

from told
left join places
    on
        told.repository_id = places.repository_id
        and told.kind = places.kind
        and told.path = places.path
        and told.line = places.line
        and told.quote = places.quote
left join addresses on told.url = addresses.url
order by
    told.incident_id,
    told.kind,
    told.path nulls last,
    told.line,
    told.quote
