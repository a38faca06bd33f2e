with gap_statements as (

    select * from {{ ref('stg_parsed__gap_statements') }}

),

signals as (

    select * from {{ ref('int_text_signals_with_items') }}
    where is_asserted

),

items as (

    select * from {{ ref('int_items') }}

),

conflicts as (

    select * from {{ source('judged', 'clause_conflicts') }}

),

clauses as (

    select * from {{ ref('stg_parsed__clauses') }}

),

replaced as (

    select * from {{ ref('int_replaced_clauses') }}

),

missing_targets as (

    select * from {{ ref('stg_parsed__missing_targets') }}

),

revisions as (

    select * from {{ ref('stg_raw__document_revisions') }}

),

policies as (

    select * from {{ ref('policies') }}
    qualify row_number() over (partition by policy_id order by version desc) = 1

),

decided as (

    select clause_id
    from policies
    where origin <> 'found'

),

label_conflicts as (

    select * from {{ ref('stg_parsed__label_conflicts') }}

),

incidents as (

    select * from {{ ref('incidents') }}

),

left_out as (

    select * from {{ ref('int_incidents_left_out') }}

),

index_conflicts as (

    select * from {{ ref('int_incident_index_conflicts') }}

),

stated as (

    select
        'stated:' || gap_statements.gap_statement_id as governance_gap_id,
        gap_statements.repository_id,
        gap_statements.topic,
        gap_statements.kind,
        items.item_id,
        gap_statements.path,
        gap_statements.line,
        gap_statements.commit_sha,
        gap_statements.quote,
        cast(null as varchar) as other_path,
        cast(null as bigint) as other_line,
        cast(null as varchar) as other_quote

    from gap_statements
    left join items on gap_statements.item_id = items.item_id

),

contradicting_clauses as (

    select
        'clauses:' || conflicts.clause_id || ':' || conflicts.other_clause_id
            as governance_gap_id,
        clauses.repository_id,
        conflicts.topic,
        'contradicted' as kind,
        cast(null as varchar) as item_id,
        clauses.path,
        clauses.line,
        clauses.commit_sha,
        clauses.quote,
        other_clauses.path as other_path,
        other_clauses.line as other_line,
        other_clauses.quote as other_quote

    from conflicts
    inner join clauses on conflicts.clause_id = clauses.clause_id
    inner join clauses as other_clauses
        on conflicts.other_clause_id = other_clauses.clause_id

),

contradicting_labels as (

    select
        'labels:' || label_conflict_id as governance_gap_id,
        repository_id,
        'labels' as topic,
        'contradicted' as kind,
        cast(null as varchar) as item_id,
        path,
        line,
        commit_sha,
        quote,
        other_path,
        other_line,
        other_quote

    from label_conflicts

),

denied_write_ups as (

    -- An item says that the review is missing, and there is one written up.
    select
        'write_up:' || incidents.incident_id || ':' || signals.text_signal_id
            as governance_gap_id,
        incidents.repository_id,
        'postmortems' as topic,
        'contradicted' as kind,
        signals.item_id,
        signals.path,
        signals.line,
        signals.commit_sha,
        signals.quote,
        incidents.log_path as other_path,
        incidents.log_line as other_line,
        incidents.title as other_quote

    from signals
    inner join incidents
        on list_contains(incidents.issue_ids, signals.item_id)
    where
        signals.kind = 'retro_missing'
        and incidents.postmortem_status in ('complete', 'partial')
        and incidents.has_log_entry

),

dangling_references as (

    -- A document names a file or a decision record that nobody has.
    select
        'dangling:' || missing_target_id as governance_gap_id,
        repository_id,
        'documentation' as topic,
        'dangling' as kind,
        cast(null as varchar) as item_id,
        path,
        line,
        commit_sha,
        quote,
        target as other_path,
        cast(null as bigint) as other_line,
        cast(null as varchar) as other_quote

    from missing_targets

),

undecided_rules as (

    -- A rule that its own document leaves open, unless the same line was found to say
    -- so, or a person has decided since.
    select
        'clause:' || clauses.clause_id as governance_gap_id,
        clauses.repository_id,
        clauses.topic,
        'undecided' as kind,
        cast(null as varchar) as item_id,
        clauses.path,
        clauses.line,
        clauses.commit_sha,
        clauses.quote,
        cast(null as varchar) as other_path,
        cast(null as bigint) as other_line,
        cast(null as varchar) as other_quote

    from clauses
    left join gap_statements
        on
            clauses.repository_id = gap_statements.repository_id
            and clauses.path = gap_statements.path
            and gap_statements.line between clauses.line - 1 and clauses.line + 2
    left join decided on clauses.clause_id = decided.clause_id
    where
        clauses.is_undecided
        and clauses.effective_to is null
        and gap_statements.gap_statement_id is null
        and decided.clause_id is null

),

withdrawn_policies as (

    -- The sentence of a policy has vanished: where it stood last, and what ended it.
    select
        'withdrawn:' || policies.policy_id as governance_gap_id,
        policies.repository_id,
        policies.topic,
        'withdrawn' as kind,
        cast(null as varchar) as item_id,
        clauses.path,
        clauses.line,
        clauses.commit_sha,
        clauses.quote,
        coalesce(revisions.path, clauses.path) as other_path,
        cast(null as bigint) as other_line,
        case
            when revisions.change = 'deleted' then 'The document was deleted on '
            else 'The sentence is no longer there since '
        end
        || strftime(clauses.effective_to, '%Y-%m-%d')
        || coalesce(' (commit ' || left(revisions.commit_sha, 12) || ')', '')
        || '.' as other_quote

    from policies
    inner join clauses on policies.clause_id = clauses.clause_id
    left join revisions
        on
            clauses.repository_id = revisions.repository_id
            and clauses.effective_to = revisions.committed_at
            and (
                clauses.path = revisions.path or clauses.path = revisions.previous_path
            )
    left join replaced on clauses.clause_id = replaced.clause_id
    where clauses.effective_to is not null and replaced.clause_id is null
    qualify
        row_number() over (
            partition by policies.policy_id order by revisions.position desc nulls last
        ) = 1

),

contradicting_indexes as (

    select
        'index:' || entry_id || ':' || subject as governance_gap_id,
        repository_id,
        'postmortems' as topic,
        'contradicted' as kind,
        cast(null as varchar) as item_id,
        path,
        line,
        commit_sha,
        text as quote,
        write_up_path as other_path,
        write_up_line as other_line,
        told as other_quote

    from index_conflicts

),

incomplete_indexes as (

    -- A write-up that the index of its folder leaves out.
    select
        'unlisted:' || entry_id as governance_gap_id,
        repository_id,
        'postmortems' as topic,
        'contradicted' as kind,
        cast(null as varchar) as item_id,
        path,
        line,
        commit_sha,
        title as quote,
        index_path as other_path,
        index_line as other_line,
        'The index lists ' || listed_count || ' others, not this one.' as other_quote

    from left_out

),

united as (

    select * from stated
    union all
    select * from contradicting_clauses
    union all
    select * from contradicting_labels
    union all
    select * from denied_write_ups
    union all
    select * from dangling_references
    union all
    select * from undecided_rules
    union all
    select * from withdrawn_policies
    union all
    select * from contradicting_indexes
    union all
    select * from incomplete_indexes

),

final as (

    select
        governance_gap_id,
        repository_id,
        topic,
        kind,
        item_id,
        path,
        line,
        commit_sha,
        quote,
        other_path,
        other_line,
        other_quote

    from united

)

select * from final
