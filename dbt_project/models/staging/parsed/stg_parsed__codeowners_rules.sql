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

        -- times
        cast(effective_from as timestamp) as effective_from,
        cast(effective_to as timestamp) as effective_to

    from source

)

select * from renamed
