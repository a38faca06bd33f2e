with source as (

    select * from {{ source('parsed', 'team_decisions') }}

),

renamed as (

    select
        -- keys
        decision_id,
        repository_id,
        clause_id,

        -- attributes
        kind,
        source as stated_in,
        subject,
        entry,
        path,
        commit_sha,
        reason,
        owner_id,
        quote,
        details,

        -- numbers
        line,
        position,

        -- booleans
        is_for_all,

        -- days
        from_on,
        until_on

    from source

)

select * from renamed
