with source as (

    select * from {{ source('parsed', 'clauses') }}

),

renamed as (

    select
        -- keys
        clause_id,
        lineage_id,
        parameters_id,
        repository_id,

        -- attributes
        path,
        commit_sha,
        quote,
        context,
        heading,
        modal,
        topic,
        parameters,
        subjects,

        -- numbers
        line,

        -- booleans
        is_negative,
        is_undecided,

        -- times (UTC)
        effective_from at time zone 'UTC' as effective_from,
        effective_to at time zone 'UTC' as effective_to,
        history_from at time zone 'UTC' as history_from

    from source

)

select * from renamed
