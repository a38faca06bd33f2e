with source as (

    select * from {{ source('parsed', 'codeowners_rules') }}

),

renamed as (

    select
        -- keys
        repository_id,
        path,
        version,
        line,

        -- attributes
        commit_sha,
        pattern,
        pattern_regex,
        reason,
        {{ to_list('owners') }} as owners,

        -- booleans
        is_valid,

        -- times (UTC)
        effective_from at time zone 'UTC' as effective_from,
        effective_to at time zone 'UTC' as effective_to

    from source

)

select * from renamed
