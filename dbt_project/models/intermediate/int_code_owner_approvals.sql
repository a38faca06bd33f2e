-- Standing approvals by owners of the changed paths; known only where the paths, the
-- reviews and the members of every owning team are.
with owners as (

    select * from {{ ref('int_code_owner_reviews') }}

),

files as (

    select
        item_id,
        list_sort(list(path)) as changed_paths

    from {{ ref('stg_raw__pull_request_files') }}
    group by item_id

),

unowned as (

    select
        item_id,
        list_sort(list(path) filter (where length(owners) = 0)) as unowned_paths

    from {{ ref('int_code_owner_paths') }}
    group by item_id

),

standing as (

    select * from {{ ref('int_reviews_standing_at_merge') }}
    where is_approval

),

identities as (

    select * from {{ ref('int_identities') }}

),

team_members as (

    select * from {{ ref('int_team_members') }}

),

reviews as (

    select * from {{ ref('int_pull_requests_with_reviews') }}

),

approvals as (

    select
        owners.pull_request_id as item_id,
        count(distinct standing.reviewer_id) as code_owner_approval_count,
        bool_or(
            (contains(owners.team_id, '/') and team_members.person_id is null)
            or (
                not starts_with(owners.team_id, '@')
                and identities.login_id is null
            )
        ) as has_unknown_team

    from owners
    left join team_members on owners.team_id = team_members.team_id
    left join identities on owners.team_id = identities.person_id
    left join standing
        on
            owners.pull_request_id = standing.item_id
            and (
                team_members.person_id = standing.reviewer_id
                or '@' || lower(standing.reviewer_id) = owners.team_id
                or identities.login_id = standing.reviewer_id
            )
    group by owners.pull_request_id

),

final as (

    select
        files.item_id,
        files.changed_paths,
        -- Known where there was a CODEOWNERS at all.
        case
            when unowned.item_id is not null then coalesce(unowned.unowned_paths, [])
        end as unowned_paths,
        case
            when
                reviews.are_reviews_known
                and (
                    approvals.code_owner_approval_count > 0
                    or not approvals.has_unknown_team
                )
                then approvals.code_owner_approval_count
        end as code_owner_approval_count

    from files
    inner join reviews on files.item_id = reviews.item_id
    left join approvals on files.item_id = approvals.item_id
    left join unowned on files.item_id = unowned.item_id

)

select * from final
