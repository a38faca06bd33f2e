-- Rules whose parameters changed: each wording, its period, and the verdicts under it.
with versions as (

    select
        *,
        count(*) over (partition by policy_id) as version_count

    from policies

),

verdicts as (

    select
        policy_id,
        version,
        count(*) filter (where outcome = 'pass') as pass_count,
        count(*) filter (where outcome = 'fail') as fail_count,
        count(*) filter (where outcome = 'unknown') as unknown_count

    from policy_results
    group by policy_id, version

)

select
    versions.policy_id,
    versions.version,
    versions.title,
    versions.effective_from,
    versions.effective_to,
    whole_clauses.repository_id,
    whole_clauses.path,
    whole_clauses.line,
    whole_clauses.commit_sha,
    whole_clauses.quote,
    coalesce(verdicts.pass_count, 0) as pass_count,
    coalesce(verdicts.fail_count, 0) as fail_count,
    coalesce(verdicts.pass_count + verdicts.fail_count, 0) as judged_count,
    coalesce(verdicts.unknown_count, 0) as unknown_count

from versions
inner join whole_clauses using (clause_id)
left join verdicts
    on versions.policy_id = verdicts.policy_id and versions.version = verdicts.version
where versions.version_count > 1
order by versions.policy_id, versions.version
