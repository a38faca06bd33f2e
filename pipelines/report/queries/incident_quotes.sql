-- What the records say of each incident, in their words: at most six quotes each.
with told as (

    select distinct
        evidence.subject_id as incident_id,
        incidents.title,
        text_signals.kind,
        text_signals.repository_id,
        text_signals.item_id,
        text_signals.path,
        text_signals.line,
        text_signals.commit_sha,
        text_signals.quote

    from evidence
    inner join incidents on evidence.subject_id = incidents.incident_id
    inner join text_signals
        on
            evidence.claim = text_signals.kind
            and evidence.quote = text_signals.quote
            and incidents.repository_id = text_signals.repository_id
    where
        text_signals.is_asserted
        and text_signals.kind in (
            'offline_discussion',
            'retro_informal',
            'retro_missing',
            'postmortem_formal',
            'rollback',
            'severity_assigned',
            'unclear_authority'
        )

)

select *
from told
qualify
    row_number() over (
        partition by incident_id
        order by kind, item_id nulls last, path, line, quote
    ) <= 6
order by incident_id, kind, item_id nulls last, path, line, quote
