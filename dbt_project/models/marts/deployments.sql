-- What each deployment brought, and what had to be done about it right after.
with deployments as (

    select * from {{ ref('int_deployments') }}

),

pull_requests as (

    select
        deployed.deployment_id,
        list_sort(list(deployed.pull_request_id)) as pull_request_ids,
        list_sort(
            list(deployed.pull_request_id) filter (where facts.is_hotfix)
        ) as hotfix_pull_request_ids

    from {{ ref('int_pull_request_deployments') }} as deployed
    inner join {{ ref('pull_requests') }} as facts
        on deployed.pull_request_id = facts.pull_request_id
    group by deployed.deployment_id

),

commit_counts as (

    select
        deployment_id,
        count(*) as commit_count

    from {{ ref('int_deployed_commits') }}
    group by deployment_id

),

reverted as (

    -- Something that it brought was taken back, and that was deployed next.
    select distinct reverted.deployment_id

    from {{ ref('int_reverts') }} as reverts
    inner join {{ ref('int_pull_request_deployments') }} as reverted
        on reverts.reverted_pull_request_id = reverted.pull_request_id
    inner join deployments on reverted.deployment_id = deployments.deployment_id
    inner join {{ ref('int_pull_request_deployments') }} as reverting
        on
            reverts.pull_request_id = reverting.pull_request_id
            and reverted.environment = reverting.environment
    where reverting.deployment_id = deployments.next_deployment_id

),

incidents as (

    select
        deployed.deployment_id,
        list_sort(list_distinct(list(causes.incident_id))) as caused_incident_ids,
        max(facts.restored_at) as restored_at

    from {{ ref('int_pull_request_deployments') }} as deployed
    inner join {{ ref('int_incidents_with_pull_requests') }} as causes
        on deployed.pull_request_id = causes.pull_request_id
    inner join {{ ref('incidents') }} as facts on causes.incident_id = facts.incident_id
    where causes.role = 'cause' and deployed.environment_kind = 'production'
    group by deployed.deployment_id

),

told as (

    select
        deployments.*,
        -- Unknown where nothing ties the commit to the default branch.
        case
            when
                deployments.outcome = 'succeeded'
                and (
                    deployments.position is not null
                    or pull_requests.deployment_id is not null
                )
                then coalesce(pull_requests.pull_request_ids, [])
        end as pull_request_ids,
        coalesce(pull_requests.hotfix_pull_request_ids, []) as hotfix_pull_request_ids,
        coalesce(next_ones.hotfix_pull_request_ids, [])
            as next_hotfix_pull_request_ids,
        case
            when deployments.outcome = 'succeeded' and deployments.position is not null
                then coalesce(commit_counts.commit_count, 0)
        end as commit_count,
        coalesce(incidents.caused_incident_ids, []) as caused_incident_ids,
        incidents.restored_at,
        coalesce(deployments.next_position < deployments.position, false)
            as is_rolled_back,
        reverted.deployment_id is not null as is_reverted

    from deployments
    left join pull_requests on deployments.deployment_id = pull_requests.deployment_id
    left join pull_requests as next_ones
        on deployments.next_deployment_id = next_ones.deployment_id
    left join commit_counts on deployments.deployment_id = commit_counts.deployment_id
    left join incidents on deployments.deployment_id = incidents.deployment_id
    left join reverted on deployments.deployment_id = reverted.deployment_id

),

judged as (

    select
        *,
        length(next_hotfix_pull_request_ids) > 0 as is_followed_by_hotfix,
        case
            when outcome = 'succeeded'
                then
                    is_rolled_back
                    or is_reverted
                    or length(next_hotfix_pull_request_ids) > 0
                    or length(caused_incident_ids) > 0
        end as needed_intervention,
        -- An incident's own record says it best; else the deployment that mended it.
        coalesce(
            restored_at,
            case
                when
                    is_rolled_back
                    or is_reverted
                    or length(next_hotfix_pull_request_ids) > 0
                    then next_deployed_at
            end
        ) as recovered_at

    from told

),

final as (

    select
        deployment_id,
        repository_id,
        environment,
        environment_kind,
        commit_sha,
        creator_id,
        state,
        outcome,
        previous_deployment_id,
        next_deployment_id,
        pull_request_ids,
        hotfix_pull_request_ids,
        caused_incident_ids,
        url,
        commit_count,
        date_sub('minute', created_at, recovered_at) as minutes_to_recover,
        environment_kind = 'production' as is_production,
        is_first_of_commit,
        coalesce(is_rollback, false) as is_rollback,
        is_rolled_back,
        is_reverted,
        is_followed_by_hotfix,
        needed_intervention,
        created_at,
        updated_at,
        case when outcome = 'succeeded' then created_at end as deployed_at,
        recovered_at

    from judged

)

select * from final
