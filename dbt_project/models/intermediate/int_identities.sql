-- Which e-mail addresses are one person, and which login that is. Certain are two
-- things: a team's own `.mailmap`, and GitHub, which gives the commit of a squashed
-- pull request the address of whoever opened it, where all such commits agree.
with commits as (

    select * from {{ ref('stg_raw__commits') }}

),

pull_requests as (

    select * from {{ ref('stg_raw__pull_requests') }}
    where merge_method = 'squash' and author_id is not null

),

people as (

    select * from {{ ref('stg_raw__people') }}

),

entries as (

    -- Of an address the last line counts; those that ask for a name, too, do not make
    -- an address a person's.
    select * from {{ ref('stg_parsed__mailmap_entries') }}
    where commit_name is null and commit_person_id <> person_id
    qualify
        row_number() over (
            partition by repository_id, commit_person_id order by line desc
        ) = 1

),

mapped as (

    select
        commit_person_id,
        min(person_id) as main_id,
        arg_min(path, repository_id) as shown_by_path,
        arg_min(line, repository_id) as shown_by_line

    from entries
    group by commit_person_id
    -- Two repositories may not know the same person by it.
    having count(distinct person_id) = 1

),

addresses as (

    select author_id as person_id
    from commits
    where contains(author_id, '@')

    union

    select commit_person_id as person_id
    from mapped

    union

    select main_id as person_id
    from mapped

),

united as (

    select
        addresses.person_id,
        coalesce(mapped.main_id, addresses.person_id) as main_id,
        mapped.shown_by_path,
        mapped.shown_by_line

    from addresses
    left join mapped on addresses.person_id = mapped.commit_person_id

),

squashes as (

    select
        commits.author_id as person_id,
        min(pull_requests.author_id) as login_id,
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
    where contains(commits.author_id, '@') and commits.parent_count = 1
    group by commits.author_id
    having
        count(distinct pull_requests.author_id) = 1
        and not coalesce(bool_or(people.is_bot), false)

),

shown as (

    select
        united.main_id,
        squashes.login_id,
        squashes.shown_by_id

    from united
    inner join squashes on united.person_id = squashes.person_id

    union all

    -- GitHub's own addresses hold the login.
    select
        main_id,
        person_id as login_id,
        cast(null as varchar) as shown_by_id

    from united
    where not contains(person_id, '@') and not starts_with(person_id, 'role:')

),

logins as (

    select
        main_id,
        min(login_id) as login_id,
        min(shown_by_id) as shown_by_id

    from shown
    group by main_id
    having count(distinct login_id) = 1

)

select
    united.person_id,
    coalesce(logins.login_id, united.main_id) as same_as_id,
    logins.login_id,
    logins.shown_by_id,
    united.shown_by_path,
    united.shown_by_line

from united
left join logins on united.main_id = logins.main_id
where
    contains(united.person_id, '@')
    and coalesce(logins.login_id, united.main_id) <> united.person_id
