with statements as (

    select * from {{ ref('stg_parsed__authority_statements') }}

),

items as (

    select * from {{ ref('int_items') }}

),

final as (

    select
        statements.authority_statement_id,
        statements.repository_id,
        statements.kind,
        statements.who,
        statements.item_id,
        statements.comment_id,
        statements.path,
        statements.line,
        statements.quote,
        statements.author_id,
        statements.rule_id,
        statements.said_at

    from statements
    inner join items on statements.item_id = items.item_id

)

select * from final
