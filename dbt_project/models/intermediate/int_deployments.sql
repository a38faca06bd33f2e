-- Deployments in the order of their environment, with the place of what was deployed on
-- the default branch's line: position is NULL for a commit that is not on it.
with deployments as (

    select * from {{ ref('stg_raw__deployments') }}

),

commits as (

    select * from {{ ref('stg_raw__commits') }}

),

kinds as (

    select * from {{ ref('environment_kinds') }}

),

states as (

    select * from {{ ref('deployment_states') }}

),

environments as (

    select
        deployments.environment,
        first(kinds.kind order by kinds.position) as kind

    from deployments
    inner join kinds on regexp_matches(deployments.environment, kinds.pattern)
    group by deployments.environment

),

described as (

    select
        deployments.repository_id || '@' || deployments.deployment_id as deployment_id,
        deployments.repository_id,
        lower(deployments.environment) as environment,
        coalesce(environments.kind, 'other') as environment_kind,
        deployments.commit_sha,
        commits.position,
        deployments.creator_id,
        lower(deployments.state) as state,
        coalesce(states.outcome, 'unknown') as outcome,
        deployments.url,
        deployments.created_at,
        deployments.updated_at

    from deployments
    left join environments on deployments.environment = environments.environment
    left join states on lower(deployments.state) = states.state
    left join commits
        on
            deployments.repository_id = commits.repository_id
            and deployments.commit_sha = commits.commit_sha

),

succeeded as (

    select
        deployment_id,
        lag(deployment_id) over environment as previous_deployment_id,
        lag(position) over environment as previous_position,
        lead(deployment_id) over environment as next_deployment_id,
        lead(position) over environment as next_position,
        lead(created_at) over environment as next_deployed_at,
        -- How far the environment had ever come before.
        max(position) over (
            partition by repository_id, environment
            order by created_at, deployment_id
            rows between unbounded preceding and 1 preceding
        ) as reached_position,
        row_number() over (
            partition by repository_id, environment, commit_sha
            order by created_at, deployment_id
        ) = 1 as is_first_of_commit

    from described
    where outcome = 'succeeded'
    window environment as (
        partition by repository_id, environment order by created_at, deployment_id
    )

),

final as (

    select
        described.*,
        succeeded.previous_deployment_id,
        succeeded.previous_position,
        succeeded.next_deployment_id,
        succeeded.next_position,
        succeeded.next_deployed_at,
        succeeded.reached_position,
        coalesce(succeeded.is_first_of_commit, false) as is_first_of_commit,
        -- An older commit than the one before.
        succeeded.previous_position > described.position as is_rollback

    from described
    left join succeeded on described.deployment_id = succeeded.deployment_id

)

select * from final
