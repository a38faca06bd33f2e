with shifts as (

    select * from {{ ref('int_on_call_shifts') }}

),

repositories as (

    select * from {{ ref('stg_raw__repositories') }}

),

final as (

    select
        shifts.on_call_shift_id,
        shifts.repository_id,
        shifts.rota,
        shifts.role,
        shifts.person_id,
        shifts.person_as_written,
        case when shifts.decision_id is null then 'found' else 'added' end as origin,
        shifts.decision_id,
        shifts.zone_is_assumed as is_zone_assumed,
        shifts.path,
        shifts.line,
        shifts.commit_sha,
        {{ permalink(
            'repositories.url', 'shifts.commit_sha', 'shifts.path', 'shifts.line'
        ) }} as url,
        shifts.quote,
        shifts.begins_at,
        shifts.ends_at

    from shifts
    inner join repositories on shifts.repository_id = repositories.repository_id

)

select * from final
