with source as (

    select * from {{ source('parsed', 'text_signals') }}

),

renamed as (

    select
        -- keys
        text_signal_id,
        {{ item_id('repository_id', 'number') }} as item_id,
        repository_id,
        comment_id,
        author_id,
        rule_id,

        -- attributes
        kind,
        item_kind,
        path,
        commit_sha,
        quote,
        parameters,

        -- numbers
        number,
        line,

        -- booleans
        is_negated,
        is_hypothetical,
        is_quoted,
        is_template,
        is_bot,
        is_general,
        is_inferred,

        -- times (UTC)
        said_at at time zone 'UTC' as said_at

    from source

)

select * from renamed
