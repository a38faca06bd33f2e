with source as (

    select * from {{ source('raw', 'branch_rules') }}

),

renamed as (

    select
        -- keys
        repository_id,
        rule_id,

        -- attributes
        branch,
        source,
        kind,
        parameters,

        -- times (UTC)
        as_of at time zone 'UTC' as as_of

    from source

)

select * from renamed
