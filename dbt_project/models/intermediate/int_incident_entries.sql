-- Entries that report an incident: no template, no index, nothing that only looks so.
with entries as (

    select * from {{ ref('stg_parsed__incident_entries') }}
    where standing in ('final', 'draft')

),

final as (

    select
        entry_id,
        repository_id,
        path,
        line,
        end_line,
        commit_sha,
        title,
        severity,
        severities_as_written,
        standing,
        parts,
        occurred_on,
        reviewed_on,
        published_on,
        started_at,
        detected_at,
        acknowledged_at,
        mitigated_at,
        restored_at,
        written_at,
        minutes_to_restore,
        linked_paths,
        has_stated_omission,
        is_issue_filed_afterwards,
        -- Somebody was paged at another minute than that of the first sign.
        detected_at is not null
        and length(
            list_filter(
                string_split(text, chr(10)),
                lambda line: regexp_matches(
                    line,
                    '(?i)\bpaged\b|\bpages (the |@|on|out)|\bpager\b|\d\W+page\W*$'
                )
                and regexp_matches(line, '\d:\d\d')
                and not regexp_matches(line, '(?i)\back')
                and not contains(line, strftime(detected_at, ':%M'))
            )
        ) > 0 as is_paged_apart,
        -- The words that two titles of one incident share; short words say nothing.
        list_sort(
            list_distinct(
                list_filter(
                    regexp_split_to_array(lower(coalesce(title, '')), '[^a-z0-9]+'),
                    lambda word: length(word) > 3
                )
            )
        ) as title_words

    from entries

)

select * from final
