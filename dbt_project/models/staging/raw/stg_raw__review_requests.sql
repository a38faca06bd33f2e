with source as (

    select * from {{ source('raw', 'review_requests') }}

),

renamed as (

    select
        -- keys
        repository_id,
        number,
        reviewer_id,
        {{ item_id('repository_id', 'number') }} as item_id,

        -- booleans
        is_code_owner,

        -- times (UTC)
        requested_at at time zone 'UTC' as requested_at

    from source

)

select * from renamed
