-- What people decided, as they wrote it, and what became of it.
with decisions as (

    select * from {{ ref('stg_parsed__team_decisions') }}

),

uses as (

    select * from {{ source('judged', 'decision_uses') }}

),

repositories as (

    select * from {{ ref('stg_raw__repositories') }}

),

excused as (

    select
        exception_id as decision_id,
        count(*) as excused_count

    from {{ source('judged', 'policy_results') }}
    where exception_id is not null
    group by exception_id

),

final as (

    select
        decisions.decision_id,
        decisions.repository_id,
        decisions.kind,
        decisions.stated_in,
        decisions.subject,
        uses.policy_id,
        decisions.clause_id,
        decisions.reason,
        decisions.owner_id,
        decisions.from_on,
        decisions.until_on,
        decisions.details,
        coalesce(uses.is_in_force, true) as is_in_force,
        uses.problem,
        case
            when decisions.kind = 'exceptions' then coalesce(excused.excused_count, 0)
        end as excused_count,
        decisions.path,
        decisions.line,
        decisions.commit_sha,
        {{ permalink(
            'repositories.url',
            'decisions.commit_sha',
            'decisions.path',
            'decisions.line'
        ) }} as url,
        decisions.quote

    from decisions
    inner join repositories on decisions.repository_id = repositories.repository_id
    left join uses on decisions.decision_id = uses.decision_id
    left join excused on decisions.decision_id = excused.decision_id

)

select * from final
