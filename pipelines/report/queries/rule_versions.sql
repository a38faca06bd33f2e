-- Rules whose parameters changed: each wording, its period, and the verdicts under it.
with versions as (

    select
        *,
        count(*) over (partition by policy_id) as version_count

    from policies

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
    coalesce(verdict_counts.pass_count, 0) as pass_count,
    coalesce(verdict_counts.fail_count, 0) as fail_count,
    versions.is_one_sided,
    coalesce(verdict_counts.judged_count, 0) as judged_count,
    coalesce(verdict_counts.unknown_count, 0) as unknown_count

from versions
inner join whole_clauses using (clause_id)
left join verdict_counts
    on
        versions.policy_id = verdict_counts.policy_id
        and versions.version = verdict_counts.version
where versions.version_count > 1
order by versions.policy_id, versions.version
