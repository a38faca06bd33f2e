-- Which login an e-mail address is: GitHub gives the commit of a squashed pull request
-- the address of whoever opened it. Certain where all such commits agree.
with commits as (

    select * from {{ ref('stg_raw__commits') }}
    where contains(author_id, '@') and parent_count = 1

),

pull_requests as (

    select * from {{ ref('stg_raw__pull_requests') }}
    where merge_method = 'squash' and author_id is not null

),

people as (

    select * from {{ ref('stg_raw__people') }}

)

select
    commits.author_id as person_id,
    min(pull_requests.author_id) as same_as_id,
    arg_min(pull_requests.item_id, pull_requests.merged_at) as shown_by_id

from commits
inner join pull_requests
    on
        commits.repository_id = pull_requests.repository_id
        and commits.commit_sha = pull_requests.merge_commit_sha
left join people
    on
        pull_requests.repository_id = people.repository_id
        and pull_requests.author_id = people.person_id
group by commits.author_id
having
    count(distinct pull_requests.author_id) = 1
    and not coalesce(bool_or(people.is_bot), false)
