-- The first records of each population in an order that the seed decides.
select
    *,
    row_number() over (
        partition by policy_id, version
        order by sha256(concat_ws('|', $seed, policy_id, version, subject_id))
    ) as draw

from policy_results
where decided_at >= $from_at and decided_at < $until_at
qualify draw <= $sample_size
