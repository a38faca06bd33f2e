-- Documents, or a document and a record, that contradict each other.
with pairs as (

    select
        governance_gaps.governance_gap_id,
        governance_gaps.topic,
        governance_gaps.repository_id,
        governance_gaps.item_id,
        governance_gaps.path,
        governance_gaps.line,
        governance_gaps.commit_sha,
        governance_gaps.quote,
        governance_gaps.other_path,
        governance_gaps.other_line,
        governance_gaps.other_quote,
        row_number() over (
            order by
                governance_gaps.other_path is null,
                case whole_clauses.modal
                    when 'must' then 1 when 'should' then 2 when 'may' then 3 else 4
                end,
                governance_gaps.governance_gap_id
        ) as pair_rank,
        whole_clauses.modal

    from governance_gaps
    left join whole_clauses
        on
            governance_gaps.repository_id = whole_clauses.repository_id
            and governance_gaps.path = whole_clauses.path
            and governance_gaps.line = whole_clauses.line
            and whole_clauses.effective_to is null
    where governance_gaps.kind = 'contradicted'
    qualify
        row_number() over (
            partition by governance_gaps.governance_gap_id
            order by whole_clauses.clause_id
        ) = 1

)

select
    'contradictions' as kind,
    'documents' as theme,
    'contradictions' as finding_key,
    count(*) as numerator,
    cast(null as bigint) as denominator,
    0 as unknown_count,
    arg_min(modal, pair_rank) as strength,
    cast(null as integer) as worst_severity,
    true as is_contradicting,
    arg_min(topic, pair_rank) as topic,
    [
        arg_min(
            citation(item_id, null, repository_id, path, line, commit_sha, quote),
            pair_rank
        ),
        arg_min(
            citation(
                null, null, repository_id, other_path, other_line, null, other_quote
            ),
            pair_rank
        )
    ] as documented,
    [] as observed

from pairs
having count(*) > 0
