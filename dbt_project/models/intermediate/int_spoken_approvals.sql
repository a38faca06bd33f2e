-- Approvals in words that stood at the merge: given by neither the author nor a bot,
-- not taken back since by the same person's words or by their asking for changes, and
-- not held up by them. A convention counts where a document speaks of it.
with conventions as (

    select distinct
        repository_id,
        convention

    from {{ ref('stg_parsed__approval_conventions') }}

),

with_conventions as (

    select distinct repository_id
    from conventions

),

pull_requests as (

    select * from {{ ref('stg_raw__pull_requests') }}
    where deleted_at is null

),

people as (

    select * from {{ ref('stg_raw__people') }}

),

identities as (

    select * from {{ ref('int_identities') }}

),

reviews as (

    select * from {{ ref('stg_raw__reviews') }}
    where state = 'changes_requested'

),

spoken as (

    select
        spoken.item_id,
        spoken.repository_id,
        spoken.verdict,
        spoken.convention,
        spoken.said_at,
        spoken.line,
        spoken.spoken_approval_id,
        coalesce(identities.login_id, spoken.approver_id) as approver_id,
        -- Whose approval somebody else reports must be known to be a person.
        spoken.approver_id = spoken.author_id
        or contains(spoken.approver_id, '@')
        or people.person_id is not null as is_person

    from {{ ref('stg_parsed__spoken_approvals') }} as spoken
    left join identities on spoken.approver_id = identities.person_id
    left join people
        on
            spoken.repository_id = people.repository_id
            and spoken.approver_id = people.person_id

),

words as (

    select
        spoken.item_id,
        spoken.repository_id,
        spoken.approver_id,
        spoken.verdict,
        spoken.convention,
        row_number() over (
            partition by spoken.item_id, spoken.approver_id
            order by
                spoken.said_at asc nulls first,
                spoken.line asc,
                spoken.spoken_approval_id asc
        ) as place,
        coalesce(reviews.review_id is not null, false) as is_overruled

    from spoken
    inner join pull_requests on spoken.item_id = pull_requests.item_id
    left join people
        on
            spoken.repository_id = people.repository_id
            and spoken.approver_id = people.person_id
    left join reviews
        on
            spoken.item_id = reviews.item_id
            and spoken.approver_id = reviews.reviewer_id
            and spoken.said_at < reviews.submitted_at
            and coalesce(pull_requests.merged_at >= reviews.submitted_at, true)
    where
        spoken.is_person
        and spoken.approver_id is not null
        and spoken.approver_id is distinct from pull_requests.author_id
        and people.is_bot is not true
        and (
            spoken.said_at <= pull_requests.merged_at
            or spoken.said_at is null
            or pull_requests.merged_at is null
        )
    qualify
        row_number() over (
            partition by spoken.spoken_approval_id order by reviews.submitted_at
        ) = 1

),

last_words as (

    select
        item_id,
        approver_id,
        coalesce(max(place) filter (where verdict = 'withdrawal'), 0) as withdrawn_at,
        coalesce(max(place) filter (where verdict = 'hold'), 0)
        > coalesce(max(place) filter (where verdict = 'lift'), 0) as is_held

    from words
    group by item_id, approver_id

),

standing as (

    select
        words.item_id,
        words.approver_id,
        bool_or(conventions.convention is not null) as is_documented

    from words
    inner join last_words
        on
            words.item_id = last_words.item_id
            and words.approver_id = last_words.approver_id
    left join conventions
        on
            words.repository_id = conventions.repository_id
            and words.convention = conventions.convention
    where
        words.verdict = 'approval'
        and words.place > last_words.withdrawn_at
        and not words.is_overruled
        and not last_words.is_held
    group by words.item_id, words.approver_id

),

counted as (

    select
        item_id,
        count(*) as approval_count,
        count(*) filter (where is_documented) as documented_count,
        list_sort(list(approver_id)) as approver_ids,
        list_sort(list(approver_id) filter (where is_documented))
            as documented_approver_ids

    from standing
    group by item_id

)

select
    pull_requests.item_id,
    coalesce(counted.approval_count, 0) as spoken_approval_count,
    coalesce(counted.approver_ids, []) as spoken_approval_by_ids,
    coalesce(counted.documented_approver_ids, []) as documented_approver_ids,
    case
        when with_conventions.repository_id is not null
            then coalesce(counted.documented_count, 0)
    end as documented_spoken_approval_count

from pull_requests
left join counted on pull_requests.item_id = counted.item_id
left join with_conventions
    on pull_requests.repository_id = with_conventions.repository_id
