with source as (

    select * from {{ source('parsed', 'spoken_approvals') }}

),

renamed as (

    select
        -- keys
        spoken_approval_id,
        {{ item_id('repository_id', 'number') }} as item_id,
        repository_id,
        comment_id,
        author_id,
        approver_id,

        -- attributes
        verdict,
        convention,
        quote,

        -- numbers
        number,
        line,

        -- times (UTC)
        said_at at time zone 'UTC' as said_at

    from source

)

select * from renamed
