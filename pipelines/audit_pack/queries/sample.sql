-- The records to be tested, with room for who tested them and what was concluded.
select
    policy_id,
    version,
    draw,
    subject_id,
    outcome,
    observed,
    decided_at,
    evidence_url,
    path,
    line,
    quote,
    '' as tested_by,
    '' as tested_on,
    '' as conclusion

from drawn
order by policy_id, version, draw
