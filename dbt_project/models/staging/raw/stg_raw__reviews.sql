with source as (

    select * from {{ source('raw', 'reviews') }}

),

renamed as (

    select
        -- keys
        repository_id,
        review_id,
        {{ item_id('repository_id', 'number') }} as item_id,
        reviewer_id,

        -- attributes
        state,
        commit_sha,
        body,
        url,

        -- numbers
        number,

        -- times (UTC)
        submitted_at at time zone 'UTC' as submitted_at,
        dismissed_at at time zone 'UTC' as dismissed_at

    from source

)

select * from renamed
