-- All citations of the records in the sample.
with drawn as (

    select
        subject_id,
        row_number() over (
            partition by policy_id, version
            order by sha256(concat_ws('|', $seed, policy_id, version, subject_id))
        ) as draw

    from policy_results
    where decided_at >= $from_at and decided_at < $until_at

)

select
    evidence.subject_id,
    evidence.claim,
    evidence.url,
    evidence.path,
    evidence.line,
    evidence.commit_sha,
    evidence.quote

from evidence
where
    evidence.subject_id in (
        select drawn.subject_id from drawn where drawn.draw <= $sample_size
    )
order by evidence.subject_id, evidence.claim, evidence.path, evidence.line
