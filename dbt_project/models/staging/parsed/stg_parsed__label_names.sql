with source as (

    select * from {{ source('parsed', 'label_names') }}

),

renamed as (

    select
        -- keys
        repository_id,
        name,

        -- attributes
        canonical_name,
        facet,
        reason,
        reason_path,
        reason_quote,

        -- numbers
        reason_line,
        severity,

        -- booleans
        is_canonical,
        is_documented,
        is_deprecated

    from source

)

select * from renamed
