with source as (

    select * from {{ source('raw', 'rule_bypasses') }}

),

renamed as (

    select
        -- keys
        repository_id,
        rule_suite_id,
        actor_id,

        -- attributes
        ref,
        before_sha,
        after_sha,
        result,
        url,
        rules,

        -- times (UTC)
        occurred_at at time zone 'UTC' as occurred_at

    from source

)

select * from renamed
