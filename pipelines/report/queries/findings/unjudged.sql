-- Policies of which the data cannot tell anything.
with unjudged as (

    select
        policy_totals.*,
        citation(
            null,
            null,
            whole_clauses.repository_id,
            whole_clauses.path,
            whole_clauses.line,
            whole_clauses.commit_sha,
            whole_clauses.quote
        ) as clause

    from policy_totals
    inner join whole_clauses using (clause_id)
    where policy_totals.judged_count = 0 and policy_totals.unknown_count > 0

)

select
    'unjudged' as kind,
    'unknown' as theme,
    'unjudged' as finding_key,
    count(*) as numerator,
    (select count(*) from policy_totals) as denominator,
    sum(unknown_count)::bigint as unknown_count,
    cast(null as varchar) as strength,
    cast(null as integer) as worst_severity,
    false as is_contradicting,
    list(clause order by unknown_count desc, policy_id)[:3] as documented,
    [] as observed

from unjudged
having count(*) > 0
