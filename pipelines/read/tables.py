"""The tables of schema `parsed`: what the texts say, still in their own words.

A place in a text is either an item (`number`, and `comment_id` where it was said in
a comment) or a document (`path`, `line` at `commit_sha`). Lines are 1-based.
`quote` is verbatim. Nothing here judges, and nothing is joined across texts.
"""

from __future__ import annotations

from pipelines.tables import Table, columns

TEXT_SIGNALS = Table(
    "text_signals",
    "One row per signal found in a text.",
    ("text_signal_id",),
    columns(
        # item_kind: issue | pull_request | commit | NULL for a document
        text="text_signal_id repository_id kind item_kind comment_id path commit_sha"
        " quote author_id rule_id",
        bigint="number line",
        bool="is_negated is_hypothetical is_quoted is_template is_bot is_general"
        " is_inferred",
        json="parameters",  # deprecation_days, severity, ...
        timestamp="said_at",
    ),
)
TEXT_REFERENCES = Table(
    "text_references",
    "One row per mention of another item in a text, with the role its sentence gives.",
    ("text_reference_id",),
    columns(
        # role: cause | fix | closes | follow_up | reverts | duplicate | mention
        # subject: the incident entry the sentence stands in, if any (entry_id)
        text="text_reference_id repository_id item_kind comment_id path commit_sha"
        " target_repository_id target_kind role quote entry_id",
        bigint="number line target_number",
        bool="is_negated",
        timestamp="said_at",
    ),
)
GAP_STATEMENTS = Table(
    "gap_statements",
    "One row per statement that a rule or an authority is missing or undecided.",
    ("gap_statement_id",),
    columns(
        # kind: missing | undecided | contradicted. topic: see read/gaps/topics.yml
        text="gap_statement_id repository_id topic kind item_kind comment_id path"
        " commit_sha quote author_id rule_id",
        bigint="number line",
        timestamp="said_at",
    ),
)
MISSING_TARGETS = Table(
    "missing_targets",
    "One row per document and file or decision record that it names and nobody has.",
    ("missing_target_id",),
    columns(
        text="missing_target_id repository_id path commit_sha target quote",
        bigint="line",
    ),
)
AUTHORITY_STATEMENTS = Table(
    "authority_statements",
    "One row per statement, in an item, of who decides, approves, leads or merges.",
    ("authority_statement_id",),
    columns(
        # kind: decides | approves | leads | merges. who: as written
        text="authority_statement_id repository_id kind who item_kind comment_id path"
        " commit_sha quote author_id rule_id",
        bigint="number line",
        timestamp="said_at",
    ),
)
SPOKEN_APPROVALS = Table(
    "spoken_approvals",
    "One row per line of a comment that approves a pull request in words, or takes"
    " such an approval back.",
    ("spoken_approval_id",),
    columns(
        # verdict: approval | withdrawal | hold | lift.
        # approver_id: the speaker, or who is named.
        # convention: see read/approvals/rules.yml
        text="spoken_approval_id repository_id verdict convention approver_id"
        " author_id item_kind comment_id path commit_sha quote",
        bigint="number line",
        timestamp="said_at",
    ),
)
APPROVAL_CONVENTIONS = Table(
    "approval_conventions",
    "One row per sentence of a document by which words approve a change.",
    ("approval_convention_id",),
    columns(
        # effective_from: when the document came to speak of it; NULL: always did.
        text="approval_convention_id repository_id convention item_kind comment_id path"
        " commit_sha quote",
        bigint="number line",
        timestamp="said_at effective_from",
    ),
)
CLAUSES = Table(
    "clauses",
    "One row per sentence that states a rule, per period in which it stood so.",
    ("clause_id",),
    columns(
        # lineage_id: same for all wordings of one rule. context: lead-in and heading.
        # modal: must | should | may. effective_to: NULL while in force.
        # parameters_id: same while the typed parameters are the same. subjects: what it
        # is about. history_from: what stood before is not known (a shallow clone); NULL
        # where the history is whole, where there is none, and where it says its day.
        text="clause_id lineage_id parameters_id repository_id path commit_sha quote"
        " context heading modal topic",
        bigint="line",
        bool="is_negative is_undecided",
        json="parameters subjects",
        timestamp="effective_from effective_to history_from",
    ),
)
DOCUMENTED_LABELS = Table(
    "documented_labels",
    "One row per document place that speaks of a label.",
    ("repository_id", "path", "line", "name"),
    columns(
        # standing: preferred | plain | deprecated. alias_of: declared by the document
        text="repository_id path commit_sha name facet standing alias_of description"
        " quote",
        bigint="line",
        timestamp="said_at",
    ),
)
LABEL_NAMES = Table(
    "label_names",
    "One row per label name seen in a repository, with the name it stands for.",
    ("repository_id", "name"),
    columns(
        # facet: type severity priority area status community other
        # reason: itself | documented_alias | description | declared_rename | bulk_swap
        #   | spelling | counterpart | synonym | decided
        text="repository_id name canonical_name facet reason reason_path reason_quote",
        bigint="reason_line severity",  # severity: 1 worst .. 5, for severity labels
        bool="is_canonical is_documented is_deprecated",
    ),
)
LABEL_CONFLICTS = Table(
    "label_conflicts",
    "One row per pair of statements about a label that contradict each other.",
    ("label_conflict_id",),
    columns(
        text="label_conflict_id repository_id name reason path commit_sha quote"
        " other_path other_quote",
        bigint="line other_line",
    ),
)
INCIDENT_ENTRIES = Table(
    "incident_entries",
    "One row per incident in a log or write-up.",
    ("entry_id",),
    columns(
        # standing: final | draft | template | index | not_an_incident
        # document_state, incident_state: open | closed, by status_as_written
        text="entry_id repository_id path commit_sha title severity_as_written standing"
        " text status_as_written document_state incident_state",
        bigint="line end_line severity minutes_to_restore",
        date="occurred_on reviewed_on published_on",
        timestamp="started_at detected_at acknowledged_at mitigated_at restored_at"
        " written_at",
        # parts: summary impact timeline detection root_cause resolution lessons
        #        action_items.   severities_as_written: every spelling met
        # linked_paths: documents of its repository; of an index line its write-up first
        json="parts severities_as_written linked_paths",
        # has_stated_omission: the write-up itself says that something was left out.
        # is_issue_filed_afterwards: it says that the issue came after the restoration.
        bool="has_stated_omission is_issue_filed_afterwards zone_is_assumed",
    ),
)
ACTION_ITEMS = Table(
    "action_items",
    "One row per action item of an incident entry.",
    ("action_item_id",),
    columns(
        # status: open | done | unknown
        text="action_item_id entry_id repository_id path commit_sha text status"
        " status_quote owner_id",
        bigint="line position",
        date="due_on",
        json="linked_items",  # ["owner/name#12", ...]
    ),
)
CODEOWNERS_RULES = Table(
    "codeowners_rules",
    "One row per line of the CODEOWNERS file that GitHub used, per period of its text.",
    ("repository_id", "version", "line"),
    columns(
        # version: counts from 0, the oldest. effective_from: NULL as long as anything
        # is known; effective_to: NULL until now.
        text="repository_id path commit_sha pattern pattern_regex reason",
        bigint="version line",
        timestamp="effective_from effective_to",
        json="owners",  # [] = the paths are deliberately without an owner
        bool="is_valid",
    ),
)
ON_CALL_SHIFTS = Table(
    "on_call_shifts",
    "One row per time in which a rota has a person on call, by its newest word.",
    ("on_call_shift_id",),
    columns(
        # rota: heading it stands under. role: primary, backup, ..., as written.
        # person_id: login or address; NULL for a bare name. ends_at: not of it.
        text="on_call_shift_id repository_id rota role person_as_written person_id path"
        " commit_sha quote",
        bigint="line",
        bool="zone_is_assumed",
        timestamp="begins_at ends_at said_at",
    ),
)
MAILMAP_ENTRIES = Table(
    "mailmap_entries",
    "One row per line of a .mailmap that joins two addresses of one person.",
    ("repository_id", "line"),
    columns(
        # person_id: login or address to be used; commit_person_id: that of commits.
        # commit_name: only commits by this name, too, are meant; NULL: all.
        text="repository_id path commit_sha person_id commit_person_id commit_name"
        " quote",
        bigint="line",
    ),
)
TEAM_DECISIONS = Table(
    "team_decisions",
    "One row per repository and decision that a person wrote into policies.yml.",
    ("decision_id",),
    columns(
        # kind: confirm | correct | switch_off | add | labels | teams | on_call
        #   | exceptions
        # source: repository | configuration. subject: the policy, label, team, rota or
        # new rule, as written. entry: catalogue entry that a new rule names.
        # clause_id: of a new rule, its newest wording.
        text="decision_id repository_id kind source subject entry path commit_sha"
        " clause_id reason owner_id quote",
        bigint="line position",
        bool="is_for_all",  # named no repository, and holds for all that were read
        date="from_on until_on",
        json="details",  # parameters, variants, people, records
    ),
)
UNREADABLE = Table(
    "unreadable",
    "One row per part of a text that could not be read.",
    ("repository_id", "unreadable_id"),
    columns(
        text="repository_id unreadable_id path item_id reason quote", bigint="line"
    ),
)

PARSED_TABLES: tuple[Table, ...] = (
    TEXT_SIGNALS,
    TEXT_REFERENCES,
    GAP_STATEMENTS,
    MISSING_TARGETS,
    AUTHORITY_STATEMENTS,
    SPOKEN_APPROVALS,
    APPROVAL_CONVENTIONS,
    CLAUSES,
    DOCUMENTED_LABELS,
    LABEL_NAMES,
    LABEL_CONFLICTS,
    INCIDENT_ENTRIES,
    ACTION_ITEMS,
    CODEOWNERS_RULES,
    ON_CALL_SHIFTS,
    MAILMAP_ENTRIES,
    TEAM_DECISIONS,
    UNREADABLE,
)
