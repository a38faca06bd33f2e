with source as (

    select * from {{ source('parsed', 'codeowners_rules') }}

),

renamed as (

    select
        -- keys
        repository_id,
        path,
        line,

        -- attributes
        commit_sha,
        pattern,
        pattern_regex,
        reason,
        {{ to_list('owners') }} as owners,

        -- booleans
        is_valid

    from source

)

select * from renamed
