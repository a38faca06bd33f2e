-- The first records of each population in an order that the seed decides.
with drawn as (

    select
        *,
        row_number() over (
            partition by policy_id, version
            order by sha256(concat_ws('|', $seed, policy_id, version, subject_id))
        ) as draw

    from policy_results
    where decided_at >= $from_at and decided_at < $until_at

)

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
where draw <= $sample_size
order by policy_id, version, draw
