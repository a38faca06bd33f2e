-- Results are populations: as many verdicts as records, one for each. A row is a fault.
{{ config(tags=['judged']) }}

with verdicts as (

    select
        policy_id,
        version,
        count(*) as verdict_count,
        count(distinct subject_id) as judged_count

    from {{ ref('policy_results') }}
    group by policy_id, version

)

select
    policies.policy_id,
    policies.version,
    policies.subject_count,
    verdicts.verdict_count

from {{ ref('policies') }} as policies
full join verdicts
    on
        policies.policy_id = verdicts.policy_id
        and policies.version = verdicts.version
where
    policies.policy_id is null
    or coalesce(policies.subject_count, 0) <> coalesce(verdicts.verdict_count, 0)
    or coalesce(verdicts.verdict_count, 0) <> coalesce(verdicts.judged_count, 0)
