with repositories as (

    select * from {{ ref('stg_raw__repositories') }}

),

final as (

    select
        repository_id,
        source,
        default_branch,
        url,
        head_commit_sha

    from repositories

)

select * from final
