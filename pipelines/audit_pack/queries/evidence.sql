-- All citations of the records in the sample.
select
    evidence.subject_id,
    evidence.claim,
    evidence.url,
    evidence.path,
    evidence.line,
    evidence.commit_sha,
    evidence.quote

from evidence
where evidence.subject_id in (select drawn.subject_id from drawn)
order by evidence.subject_id, evidence.claim, evidence.path, evidence.line
