with previous as (

    select * from {{ source('previous', 'runs') }}

),

{% set counted = [
    'repositories', 'people', 'issues', 'pull_requests', 'incidents', 'action_items',
    'merge_overrides', 'breaking_changes', 'review_coverage', 'labels', 'label_usage',
    'label_drift', 'text_signals', 'authority_statements', 'on_call_shifts', 'documents', 'completeness', 'unreadable',
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
        '{{ of_run("id") }}' as run_id,
        cast('{{ of_run("inputs") }}' as json) as inputs,
        cast(json_group_object(table_name, row_count) as json) as row_counts,
        cast('{{ of_run("versions") }}' as json) as versions,
        cast('{{ of_run("cost") }}' as json) as cost,
        cast('{{ of_run("started_at") }}' as timestamp) as started_at,
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
    where run_id <> '{{ of_run("id") }}'

    union all

    select * from current_run

)

select * from united
