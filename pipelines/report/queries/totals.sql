-- The numbers that several sections give, each counted once.
with rule_counts as (

    select
        count(distinct clause_id) as clause_count,
        count(distinct clause_id) filter (where policy_id is null)
            as uncovered_clause_count,
        count(distinct clause_id) filter (where is_undecided) as undecided_clause_count

    from rules

),

policy_counts as (

    select
        count(*) as policy_count,
        count(*) filter (where fail_count > 0) as broken_policy_count,
        count(*) filter (where fail_count = 0 and pass_count > 0) as kept_policy_count,
        count(*) filter (where judged_count = 0 and unknown_count > 0)
            as unknown_policy_count,
        count(*) filter (where judged_count = 0 and unknown_count = 0)
            as idle_policy_count,
        coalesce(
            sum(judged_count + unknown_count + not_applicable_count), 0
        )::bigint as verdict_count,
        coalesce(sum(pass_count), 0)::bigint as pass_count,
        coalesce(sum(fail_count), 0)::bigint as fail_count,
        coalesce(sum(unknown_count), 0)::bigint as unknown_count,
        coalesce(sum(not_applicable_count), 0)::bigint as not_applicable_count

    from policy_totals

)

select
    (select count(*) from repositories) as repository_count,
    (select count(*) from documents where not is_deleted) as document_count,
    (select count(*) from issues) as issue_count,
    (select count(*) from pull_requests) as pull_request_count,
    (select count(*) from pull_requests where state = 'merged') as merged_count,
    (select count(*) from incidents) as incident_count,
    (select count(*) from merge_overrides) as override_count,
    (select count(distinct coalesce(pull_request_id, commit_sha, merge_override_id))
        from merge_overrides) as overridden_change_count,
    (select count(*) from breaking_changes) as breaking_change_count,
    (select count(*) from unreadable) as unreadable_count,
    (select count(*) from governance_gaps where kind in ('missing', 'undecided'))
        as gap_count,
    (select count(*) from governance_gaps where kind = 'contradicted')
        as contradiction_count,
    (select count(*) from documents where kind = 'incident_log' and not is_deleted)
        as incident_log_count,
    rule_counts.*,
    policy_counts.*

from rule_counts, policy_counts
