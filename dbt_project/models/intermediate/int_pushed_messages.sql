-- What the message of a commit on the default branch says of why it came: the incident
-- that it served, the reason, what is to follow.
with commits as (

    select * from {{ ref('stg_raw__commits') }}

),

reason_markers as (

    select * from {{ ref('reason_markers') }}

),

text_references as (

    select * from {{ ref('stg_parsed__text_references') }}
    where
        item_kind = 'commit'
        and commit_sha is not null
        and is_negated is not true

),

members as (

    select * from {{ ref('int_incident_members') }}

),

names as (

    select * from {{ ref('int_incident_names') }}

),

markers as (

    select string_agg(pattern, '|') as hotfix_words
    from {{ ref('change_markers') }}
    where place = 'hotfix_words'

),

reasons as (

    select
        commits.repository_id,
        commits.commit_sha,
        bool_or(regexp_matches(commits.message, reason_markers.pattern)) as is_reasoned

    from commits
    cross join reason_markers
    group by commits.repository_id, commits.commit_sha

),

incidents as (

    select
        text_references.repository_id,
        text_references.commit_sha,
        min(names.incident_id) as incident_id

    from text_references
    inner join members on text_references.target_item_id = members.member_id
    inner join names on members.root_id = names.root_id
    where text_references.role <> 'cause'
    group by text_references.repository_id, text_references.commit_sha

),

follow_ups as (

    select
        repository_id,
        commit_sha,
        list_sort(list_distinct(list(target_item_id))) as follow_up_ids

    from text_references
    where role = 'follow_up'
    group by repository_id, commit_sha

)

select
    commits.repository_id,
    commits.commit_sha,
    incidents.incident_id,
    coalesce(reasons.is_reasoned, false) as has_recorded_reason,
    case when reasons.is_reasoned then commits.message end as reason_quote,
    coalesce(follow_ups.follow_up_ids, []) as follow_up_ids,
    coalesce(regexp_matches(commits.message, markers.hotfix_words), false)
        as is_hotfix

from commits
cross join markers
left join reasons
    on
        commits.repository_id = reasons.repository_id
        and commits.commit_sha = reasons.commit_sha
left join incidents
    on
        commits.repository_id = incidents.repository_id
        and commits.commit_sha = incidents.commit_sha
left join follow_ups
    on
        commits.repository_id = follow_ups.repository_id
        and commits.commit_sha = follow_ups.commit_sha
