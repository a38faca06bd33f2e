with source as (

    select * from {{ source('parsed', 'mailmap_entries') }}

),

renamed as (

    select
        -- keys
        repository_id,
        path,
        line,
        person_id,
        commit_person_id,

        -- attributes
        commit_name,
        commit_sha,
        quote

    from source

)

select * from renamed
