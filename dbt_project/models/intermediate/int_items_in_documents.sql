-- Which published documents name an item: by its number, or by a versioned path
-- (`/v2/...`) that its title names.
with documents as (

    select
        repository_id,
        path,
        kind,
        content_id

    from {{ ref('stg_raw__document_revisions') }}
    where
        is_current
        and kind in (
            'api_versioning', 'release_notes', 'changelog', 'architecture', 'adr',
            'readme', 'other'
        )

),

document_texts as (

    select * from {{ ref('stg_raw__document_texts') }}

),

text_references as (

    select * from {{ ref('stg_parsed__text_references') }}
    where item_id is null

),

items as (

    select
        *,
        nullif(regexp_extract(title, '/v\d+(/[A-Za-z0-9_{}-]+)*'), '') as versioned_path

    from {{ ref('int_items') }}

),

named as (

    select
        text_references.target_item_id as item_id,
        documents.path,
        documents.kind,
        documents.repository_id,
        documents.content_id

    from text_references
    inner join documents
        on
            text_references.repository_id = documents.repository_id
            and text_references.path = documents.path

    union

    select
        items.item_id,
        documents.path,
        documents.kind,
        documents.repository_id,
        documents.content_id

    from items
    inner join documents on items.repository_id = documents.repository_id
    inner join document_texts
        on
            documents.repository_id = document_texts.repository_id
            and documents.content_id = document_texts.content_id
    where
        items.versioned_path is not null
        -- A line that takes the path as an example documents nothing.
        and length(
            list_filter(
                string_split(document_texts.text, chr(10)),
                lambda words: contains(words, items.versioned_path)
                and not regexp_matches(
                    lower(words), '\b(for example|for instance|such as|e\.g\.|eg)'
                )
            )
        ) > 0

),

signals as (

    select
        repository_id,
        path

    from {{ ref('int_text_signals_with_items') }}
    where is_asserted and item_id is null and kind = 'deprecation_window'
    group by all

),

final as (

    select
        named.item_id,
        list_sort(list_distinct(list(named.path))) as documented_in,
        -- A window that notes of a release announce is set; a rule's may be an example.
        bool_or(
            signals.path is not null and named.kind in ('release_notes', 'changelog')
        ) as states_deprecation

    from named
    left join signals
        on
            named.repository_id = signals.repository_id
            and named.path = signals.path
    group by named.item_id

)

select * from final
