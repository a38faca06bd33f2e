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

label_conflicts as (

    select * from {{ ref('stg_parsed__label_conflicts') }}

),

incidents as (

    select * from {{ ref('incidents') }}

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

united as (

    select * from stated
    union all
    select * from contradicting_clauses
    union all
    select * from contradicting_labels
    union all
    select * from denied_write_ups
    union all
    select * from contradicting_indexes

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
