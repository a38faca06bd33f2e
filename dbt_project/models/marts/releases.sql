with releases as (

    select * from {{ ref('stg_raw__releases') }}

),

parsed as (

    select
        *,
        -- `@acme/cli@2.0.0`, `sdk/v1.4.0`, `web-v3.1.0`: each package has its own line.
        regexp_replace(
            regexp_extract(lower(tag), '^(.*?)[@/_.-]?v?\d+\.\d', 1),
            '^(?:refs/tags/)?(?:releases?|rel|versions?|ver|v|tags?)?$', ''
        ) as package,
        regexp_extract(
            tag, '(?:^|[^0-9.])(\d+)\.(\d+)(?:\.(\d+))?',
            ['major', 'minor', 'patch']
        ) as version

    from releases

),

numbered as (

    select
        *,
        try_cast(version['major'] as bigint) as major,
        try_cast(version['minor'] as bigint) as minor,
        coalesce(
            try_cast(version['patch'] as bigint),
            case when version['major'] <> '' then 0 end
        ) as patch,
        coalesce(published_at, created_at) as released_at,
        not coalesce(is_draft, false) as is_listed

    from parsed

),

ordered as (

    select
        *,
        lag(tag) over published as previous_tag,
        lag(released_at) over published as previous_released_at,
        max(major) over (
            partition by repository_id, package, is_listed order by released_at, tag
            rows between unbounded preceding and 1 preceding
        ) as previous_major

    from numbered
    window published as (
        partition by repository_id, package, is_listed order by released_at, tag
    )

),

final as (

    select
        repository_id || '@' || tag as release_id,
        repository_id,
        tag,
        title,
        author_id,
        case when is_listed then repository_id || '@' || previous_tag end
            as previous_release_id,
        commit_sha,
        url,
        major as major_version,
        minor as minor_version,
        patch as patch_version,
        case
            when is_listed then date_sub('day', previous_released_at, released_at)
        end as days_since_previous,
        is_draft,
        is_prerelease,
        -- A first release breaks nobody.
        case
            when is_listed then coalesce(major > previous_major, false)
        end as is_major,
        created_at,
        published_at

    from ordered

)

select * from final
