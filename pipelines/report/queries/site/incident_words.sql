-- What the records say of each incident, in their own words.
select
    evidence.subject_id as incident_id,
    evidence.claim,
    incidents.repository_id,
    evidence.url,
    evidence.path,
    evidence.line,
    evidence.commit_sha,
    evidence.quote

from evidence
inner join incidents on evidence.subject_id = incidents.incident_id
where
    evidence.quote is not null
    and evidence.claim not in (
        'cause_pull_request', 'fix_pull_request', 'has_log_entry', 'has_incident_issue'
    )
qualify
    row_number() over (
        partition by evidence.subject_id
        order by
            evidence.claim,
            evidence.path nulls last,
            evidence.line,
            evidence.evidence_id
    ) <= 40
order by
    evidence.subject_id,
    evidence.claim,
    evidence.path nulls last,
    evidence.line,
    evidence.evidence_id
