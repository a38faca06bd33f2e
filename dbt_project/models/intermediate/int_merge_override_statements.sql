-- What texts say about a merged pull request going round the gate: its own texts, the
-- message of its commit, and a sentence anywhere that names it as what was merged so
-- ("I merged #12 without approval"). Of several numbers in a sentence, the one counts
-- that the verb takes. Its reason may stand in the sentence before.
with signals as (

    select * from {{ ref('int_text_signals_with_items') }}
    where is_asserted and kind = 'override'

),

pull_requests as (

    select * from {{ ref('stg_raw__pull_requests') }}
    where state = 'merged' and deleted_at is null

),

text_references as (

    select * from {{ ref('stg_parsed__text_references') }}

),

landings as (

    select * from {{ ref('int_commit_landings') }}
    where pull_request_id is not null

),

comments as (

    select * from {{ ref('stg_raw__comments') }}

),

commits as (

    select * from {{ ref('stg_raw__commits') }}

),

items as (

    select * from {{ ref('int_items') }}

),

reason_markers as (

    select * from {{ ref('reason_markers') }}

),

markers as (

    select
        string_agg(pattern, '|') filter (where place = 'merge_object') as merge_object,
        string_agg(pattern, '|') filter (where place = 'allowed_way') as allowed_way,
        string_agg(pattern, '|') filter (where place = 'why_past_the_gate')
            as why_past_the_gate

    from {{ ref('change_markers') }}

),

mentions as (

    select distinct
        signals.text_signal_id,
        signals.item_id as own_item_id,
        text_references.target_item_id as item_id,
        text_references.role,
        regexp_matches(
            signals.quote,
            replace(
                markers.merge_object,
                'NUMBER',
                cast(text_references.target_number as varchar)
            )
        ) as is_object

    from signals
    cross join markers
    inner join text_references
        on
            signals.repository_id = text_references.repository_id
            and signals.line = text_references.line
            and signals.item_id is not distinct from text_references.item_id
            and signals.comment_id is not distinct from text_references.comment_id
            and signals.path is not distinct from text_references.path
            and signals.commit_sha is not distinct from text_references.commit_sha
            and (
                contains(text_references.quote, signals.quote)
                or contains(signals.quote, text_references.quote)
            )
    inner join pull_requests
        on text_references.target_item_id = pull_requests.item_id
    where text_references.target_item_id is distinct from signals.item_id

),

counted as (

    select
        text_signal_id,
        count(distinct item_id) as mention_count,
        bool_or(is_object) as has_object

    from mentions
    group by text_signal_id

),

named as (

    select
        mentions.text_signal_id,
        mentions.item_id

    from mentions
    inner join counted on mentions.text_signal_id = counted.text_signal_id
    left join pull_requests as own on mentions.own_item_id = own.item_id
    where
        mentions.is_object
        or (
            not counted.has_object
            and counted.mention_count = 1
            and mentions.role in ('mention', 'fix')
            and own.item_id is null
        )

),

own_words as (

    -- A sentence about another pull request says nothing of the one that it stands in.
    select
        signals.text_signal_id,
        coalesce(signals.item_id, landings.pull_request_id) as item_id

    from signals
    left join landings
        on
            signals.repository_id = landings.repository_id
            and signals.commit_sha = landings.commit_sha
            and signals.path is null
    anti join named on signals.text_signal_id = named.text_signal_id

),

about as (

    select * from named
    union
    select * from own_words

),

texts as (

    select
        signals.text_signal_id,
        replace(signals.quote, chr(13), '') as quote,
        replace(
            coalesce(comments.body, commits.message, items.body), chr(13), ''
        ) as said

    from signals
    left join comments
        on
            signals.repository_id = comments.repository_id
            and signals.comment_id = comments.comment_id
    left join commits
        on
            signals.repository_id = commits.repository_id
            and signals.commit_sha = commits.commit_sha
            and signals.path is null
    left join items
        on
            signals.item_id = items.item_id
            and signals.comment_id is null

),

before as (

    -- The last sentence before it, of the same paragraph and item of a list; the stop
    -- in `v1.2` ends none.
    select
        text_signal_id,
        nullif(
            trim(
                regexp_extract(
                    list_last(
                        string_split_regex(
                            left(said, strpos(said, quote) - 1),
                            '\n[ \t>]*(\n|[-*+#][ \t]|\d{1,2}[.)][ \t])'
                        )
                    ),
                    '((?:[^.!?]|[.!?]\S){3,400}[.!?:;]?)\s*$',
                    1
                )
            ),
            ''
        ) as quote

    from texts
    where strpos(said, quote) > 1

),

reasoned as (

    select
        signals.text_signal_id,
        bool_or(regexp_matches(signals.quote, reason_markers.pattern)) as is_in_it,
        -- Why the change was made, is no reason.
        bool_or(
            regexp_matches(before.quote, reason_markers.pattern)
            and regexp_matches(before.quote, markers.why_past_the_gate)
        ) as is_before,
        max(before.quote) as before_quote

    from signals
    left join before on signals.text_signal_id = before.text_signal_id
    cross join reason_markers
    cross join markers
    group by signals.text_signal_id

),

statements as (

    select
        about.item_id,
        signals.text_signal_id,
        signals.quote,
        case when reasoned.is_in_it then signals.quote else reasoned.before_quote end
            as reason_quote,
        signals.path,
        signals.line,
        signals.commit_sha,
        -- The words themselves say that a document allows it.
        regexp_matches(signals.quote, markers.allowed_way) as is_allowed,
        coalesce(reasoned.is_in_it or reasoned.is_before, false) as states_reason

    from signals
    inner join about on signals.text_signal_id = about.text_signal_id
    inner join pull_requests on about.item_id = pull_requests.item_id
    left join reasoned on signals.text_signal_id = reasoned.text_signal_id
    cross join markers

),

final as (

    select
        item_id,
        count(*) as statement_count,
        -- Of several, one that no document allows, and that states its reason.
        first(
            quote order by is_allowed asc, states_reason desc, text_signal_id asc
        ) as quote,
        -- NULL on GitHub, whose texts stand in no file.
        first(
            path order by is_allowed asc, states_reason desc, text_signal_id asc
        ) as path,
        first(
            line order by is_allowed asc, states_reason desc, text_signal_id asc
        ) as line,
        first(
            commit_sha order by is_allowed asc, states_reason desc, text_signal_id asc
        ) as commit_sha,
        bool_and(is_allowed) as is_allowed,
        bool_or(states_reason) as has_recorded_reason,
        first(reason_quote order by text_signal_id) filter (where states_reason)
            as reason_quote

    from statements
    group by item_id

)

select * from final
