with source as (

    select * from {{ source('parsed', 'label_conflicts') }}

),

renamed as (

    select
        -- keys
        label_conflict_id,
        repository_id,

        -- attributes
        name,
        reason,
        path,
        commit_sha,
        quote,
        other_path,
        other_quote,

        -- numbers
        line,
        other_line

    from source

)

select * from renamed
