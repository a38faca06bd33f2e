-- One row per clause in force and policy that it states (or one without a policy).
with clauses as (

    select
        *,
        case
            when policy_id is null or list_contains(policy_ids, policy_id)
                then policy_ids
            else list_append(policy_ids, policy_id)
        end as all_policy_ids

    from whole_clauses
    where effective_to is null

),

stated as (

    select
        clause_id,
        unnest(all_policy_ids) as policy_id

    from clauses

)

select
    clauses.clause_id,
    clauses.repository_id,
    clauses.path,
    clauses.line,
    clauses.commit_sha,
    clauses.quote,
    clauses.modal,
    clauses.topic,
    coalesce(chapters.chapter, 'other') as chapter,
    clauses.is_undecided,
    clauses.effective_from,
    policy_totals.policy_id,
    policy_totals.title as policy_title,
    policy_totals.testability,
    policy_totals.not_testable_reason,
    policy_totals.is_one_sided,
    coalesce(verdict_counts.pass_count, 0) as pass_count,
    coalesce(verdict_counts.fail_count, 0) as fail_count,
    coalesce(verdict_counts.judged_count, 0) as judged_count,
    coalesce(verdict_counts.unknown_count, 0) as unknown_count,
    policy_totals.not_applicable_count,
    case
        when not policy_totals.is_one_sided
            then verdict_counts.pass_count / nullif(verdict_counts.judged_count, 0)
    end as conformance_rate,
    coalesce(policy_examples.broken_by, []) as broken_by,
    -- Broken rules come first where there is no room for all.
    case
        when verdict_counts.fail_count > 0 then 1
        when verdict_counts.judged_count > 0 then 2
        when verdict_counts.unknown_count > 0 then 3
        when policy_totals.policy_id is not null then 4
        else 5
    end as attention_rank

from clauses
left join chapters on clauses.topic = chapters.topic
left join stated on clauses.clause_id = stated.clause_id
left join policy_totals on stated.policy_id = policy_totals.policy_id
left join verdict_counts
    on
        policy_totals.policy_id = verdict_counts.policy_id
        and policy_totals.version = verdict_counts.version
left join policy_examples
    on
        policy_totals.policy_id = policy_examples.policy_id
        and policy_totals.version = policy_examples.version
