with previous as (

    select * from {{ source('previous', 'runs') }}

),

{% set counted = [
    'repositories', 'people', 'issues', 'pull_requests', 'incidents', 'action_items',
    'merge_overrides', 'breaking_changes', 'review_coverage', 'labels', 'label_usage',
    'label_drift', 'text_signals', 'authority_statements', 'documents', 'completeness', 'unreadable',
    'policy_clauses', 'policies', 'policy_results', 'policy_results_today',
    'team_decisions', 'governance_gaps', 'evidence'
] %}

counts as (

    {% for table in counted -%}
        select
            '{{ table }}' as table_name,
            count(*) as row_count
        from {{ ref(table) }}
        {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

current_run as (

    select
        '{{ var("run_id") }}' as run_id,
        cast('{{ var("run_inputs") }}' as json) as inputs,
        cast(json_group_object(table_name, row_count) as json) as row_counts,
        cast('{{ var("run_versions") }}' as json) as versions,
        cast('{{ var("run_cost") }}' as json) as cost,
        cast('{{ var("run_started_at") }}' as timestamp) as started_at,
        current_localtimestamp() as finished_at

    from counts

),

united as (

    select
        run_id,
        inputs,
        row_counts,
        versions,
        cost,
        started_at,
        finished_at
    from previous
    where run_id <> '{{ var("run_id") }}'

    union all

    select * from current_run

)

select * from united
