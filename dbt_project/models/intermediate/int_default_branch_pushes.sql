with pushes as (

    select * from {{ ref('stg_raw__pushes') }}

),

repositories as (

    select * from {{ ref('stg_raw__repositories') }}

)

select
    pushes.repository_id,
    pushes.push_id,
    pushes.kind,
    pushes.before_sha,
    pushes.after_sha,
    pushes.actor_id,
    pushes.occurred_at

from pushes
inner join repositories on pushes.repository_id = repositories.repository_id
where
    pushes.ref in (
        repositories.default_branch, 'refs/heads/' || repositories.default_branch
    )
