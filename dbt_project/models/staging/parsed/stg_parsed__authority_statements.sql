with source as (

    select * from {{ source('parsed', 'authority_statements') }}

),

renamed as (

    select
        -- keys
        authority_statement_id,
        {{ item_id('repository_id', 'number') }} as item_id,
        repository_id,
        comment_id,
        author_id,
        rule_id,

        -- attributes
        kind,
        who,
        item_kind,
        path,
        commit_sha,
        quote,

        -- numbers
        number,
        line,

        -- times (UTC)
        said_at at time zone 'UTC' as said_at

    from source

)

select * from renamed
