with repositories as (

    select * from {{ ref('stg_raw__repositories') }}

),

direct_pushes as (

    select
        repository_id,
        count(*) as direct_push_count

    from {{ ref('int_direct_pushes') }}
    group by repository_id

),

readability as (

    select * from {{ ref('int_readable_kinds') }}
    where kind = 'pushes'

),

final as (

    select
        repositories.repository_id,
        repositories.source,
        repositories.default_branch,
        repositories.url,
        repositories.head_commit_sha,
        case
            when readability.is_readable
                then coalesce(direct_pushes.direct_push_count, 0)
        end as direct_push_count

    from repositories
    left join direct_pushes
        on repositories.repository_id = direct_pushes.repository_id
    left join readability on repositories.repository_id = readability.repository_id

)

select * from final
