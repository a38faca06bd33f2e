"""The tables of schema `raw`: one set, filled by archives and by GitHub alike.

Values stand as the source wrote them. What a source cannot tell is NULL. An item
(issue or pull request) is named by `repository_id` (`owner/name`) and `number`;
`item_kind` is `issue` or `pull_request`. `path` and `line` say where an archive
has the record (1-based; NULL for records that GitHub itself gave).

Ids. A person is a login in lower case without `@`; `@org/team` where a team is named;
an e-mail address in lower case, for an author in git of whom no login is known; or
`role:<slug>`, for a role or a name in an archive (`On-call SRE` -> `role:on-call-sre`).
In an archive, a comment is `<item_kind>-<number>-<position>`, a stated check
`<item_kind>-<number>-stated-<position>`, a stated review
`<item_kind>-<number>-review-<position>`: positions count from 1, in the text's order.
"""

from __future__ import annotations

from pipelines.tables import Table, columns

# In archives, line is the heading's and body_line that on which the body begins.
_ITEM_TEXT = """repository_id title body state state_as_written author_id
 author_as_written closed_by_id milestone url path node_id"""

REPOSITORIES = Table(
    "repositories",
    "One row per repository that was read.",
    ("repository_id",),
    columns(
        # source: github | archive. url: web address, or NULL for a folder without one.
        # history_from: of a shallow clone, its oldest commit's; what its documents were
        # before is not known. NULL where all of the history is there, or none.
        text="repository_id source default_branch url head_commit_sha node_id",
        bool="is_archived is_fork",
        timestamp="history_from",
    ),
)
PEOPLE = Table(
    "people",
    "One row per repository and account or named role seen in it.",
    ("repository_id", "person_id"),
    columns(
        # kind: user | bot | role (`role:on-call-sre`, an archive's speaker) | email
        # node_id: GitHub's own id of the account, which outlives a change of its login
        text="repository_id person_id display_name email kind url node_id",
        bool="is_bot",
    ),
)
TEAMS = Table(
    "teams",
    "One row per team (`@org/team`, lower case).",
    ("repository_id", "team_id"),
    columns(text="repository_id team_id parent_team_id display_name url"),
)
TEAM_MEMBERS = Table(
    "team_members",
    "One row per team and member.",
    ("repository_id", "team_id", "person_id"),
    columns(text="repository_id team_id person_id"),
)
ISSUES = Table(
    "issues",
    "One row per issue.",
    ("repository_id", "number"),
    columns(
        text=_ITEM_TEXT + " state_reason",  # state: open | closed
        bigint="number comment_count line body_line",
        timestamp="created_at updated_at closed_at deleted_at",
    ),
)
PULL_REQUESTS = Table(
    "pull_requests",
    "One row per pull request.",
    ("repository_id", "number"),
    columns(
        # state: open | closed | merged. merge_method: merge | squash | rebase | queue
        text=_ITEM_TEXT
        + """ base_branch head_branch merged_by_id
            merge_commit_sha head_sha merge_method review_decision""",
        # stated_approval_count: what an archive's own words say, 0 where they say none
        bigint="number comment_count line body_line addition_count deletion_count"
        " changed_file_count stated_approval_count",
        bool="is_draft",
        timestamp="created_at updated_at closed_at merged_at deleted_at",
    ),
)
PULL_REQUEST_FILES = Table(
    "pull_request_files",
    "One row per pull request and path that it changes, where that can be read.",
    ("repository_id", "number", "path"),
    columns(text="repository_id path change", bigint="number"),
)
ITEM_LABELS = Table(
    "item_labels",
    "One row per item and label that it carries now, spelled as written.",
    ("repository_id", "number", "label"),
    columns(text="repository_id item_kind label label_node_id", bigint="number"),
)
LABELS = Table(
    "labels",
    "One row per label that the repository defines (GitHub), spelled as written.",
    ("repository_id", "name"),
    columns(
        text="repository_id name description color node_id",
        timestamp="created_at deleted_at",
    ),
)
LABEL_EVENTS = Table(
    "label_events",
    "One row per label put on or taken off an item.",
    ("repository_id", "event_id"),
    columns(
        # action: labeled | unlabeled
        text="repository_id event_id label action actor_id label_node_id",
        bigint="number",
        timestamp="occurred_at",
    ),
)
TIMELINE_EVENTS = Table(
    "timeline_events",
    "One row per other event in the timeline of an item.",
    ("repository_id", "event_id"),
    columns(
        # kind: GitHub's REST name (closed, reopened, renamed, head_ref_force_pushed,
        # base_ref_changed, convert_to_draft, ready_for_review, review_requested, ...)
        text="repository_id event_id kind actor_id",
        json="details",
        bigint="number",
        timestamp="occurred_at",
    ),
)
COMMENTS = Table(
    "comments",
    "One row per thing said under an item, the description apart.",
    ("repository_id", "comment_id"),
    columns(
        # kind: comment | review | review_comment | discussion | note | resolution
        # (the last three come from the fields of a markdown archive)
        # A field that no column holds is a note, `Name: value`. Bodies are markdown as
        # written, without the quote marks that stand around all of it.
        text="repository_id comment_id kind author_id author_as_written body url path",
        bigint="number position line",
        timestamp="created_at updated_at deleted_at",
    ),
)
REVIEWS = Table(
    "reviews",
    "One row per submitted review.",
    ("repository_id", "review_id"),
    columns(
        # state: approved | changes_requested | commented | dismissed
        # NULL: an archive tells who reviewed, but not how it ended.
        text="repository_id review_id reviewer_id state commit_sha body url",
        bigint="number",
        timestamp="submitted_at dismissed_at",
    ),
)
REVIEW_REQUESTS = Table(
    "review_requests",
    "One row per review asked of a person (login) or a team (`@org/team`).",
    ("repository_id", "number", "reviewer_id"),
    columns(
        text="repository_id reviewer_id",
        bigint="number",
        bool="is_code_owner",
        timestamp="requested_at",
    ),
)
CHECKS = Table(
    "checks",
    "One row per check or status of a pull request's merged head, as of the merge.",
    ("repository_id", "number", "check_id"),
    columns(
        # kind: check_run | status | stated (an archive's own words, in `as_written`)
        # conclusion: passing | failing | pending | neutral | unknown
        # Several stated checks may contradict each other: each is one sentence.
        text="repository_id check_id kind name conclusion commit_sha as_written url",
        bigint="number",
        bool="is_required",
        timestamp="started_at completed_at",
    ),
)
ITEM_LINKS = Table(
    "item_links",
    "One row per link between two items that a source states as such.",
    ("repository_id", "number", "target_repository_id", "target_number", "kind"),
    columns(
        # kind: closes (source pull request closes target issue) | related | connected
        # | cross_referenced | fixed_by (source issue names its fix) | caused_by
        text="repository_id target_repository_id kind",
        bigint="number target_number",
    ),
)
COMMITS = Table(
    "commits",
    "One row per commit on the first-parent line of the default branch.",
    ("repository_id", "commit_sha"),
    columns(
        text="repository_id commit_sha author_id author_name author_email"
        " committer_name committer_email message",
        bigint="position parent_count",
        timestamp="authored_at committed_at",
        json="paths",
    ),
)
MILESTONES = Table(
    "milestones",
    "One row per milestone.",
    ("repository_id", "title"),
    columns(
        text="repository_id title description state url path",
        bigint="number line",
        timestamp="due_at closed_at",
    ),
)
RELEASES = Table(
    "releases",
    "One row per release.",
    ("repository_id", "tag"),
    columns(
        text="repository_id tag title body author_id commit_sha url",
        bool="is_draft is_prerelease",
        timestamp="created_at published_at",
    ),
)
DEPLOYMENTS = Table(
    "deployments",
    "One row per deployment with its last state.",
    ("repository_id", "deployment_id"),
    columns(
        text="repository_id deployment_id environment state commit_sha creator_id url",
        timestamp="created_at updated_at",
    ),
)
BRANCH_RULES = Table(
    "branch_rules",
    "One row per rule in force on a branch (ruleset or classic protection).",
    ("repository_id", "rule_id"),
    columns(
        text="repository_id rule_id branch source kind",
        json="parameters",
        timestamp="as_of",
    ),
)
RULE_BYPASSES = Table(
    "rule_bypasses",
    "One row per push that went round a rule, by GitHub's own record (rule suites).",
    ("repository_id", "rule_suite_id"),
    columns(
        text="repository_id rule_suite_id ref before_sha after_sha actor_id result url",
        json="rules",
        timestamp="occurred_at",
    ),
)
PUSHES = Table(
    "pushes",
    "One row per push to the default branch (GitHub's repository activity).",
    ("repository_id", "push_id"),
    columns(
        # kind: push | force_push | pr_merge | merge_queue_merge | branch_creation | ...
        text="repository_id push_id ref kind before_sha after_sha actor_id",
        timestamp="occurred_at",
    ),
)
DOCUMENT_REVISIONS = Table(
    "document_revisions",
    "One row per document and commit that changed it; one for a file without history.",
    ("repository_id", "path", "position"),
    columns(
        # change: added | modified | renamed | deleted. previous_path: where renamed.
        # position: 0 for the oldest. content_id: sha256 of the text, NULL if deleted.
        # kind: see pipelines/extract/checkout/document_kinds.yml
        # document_id: the last name that the document had. Renames are followed, so
        # order a document's revisions by position within document_id; path is its
        # name at that commit (in a citation, path and commit_sha belong together).
        # is_current: the version at HEAD; no row of a deleted document is.
        # commit_position: of its commit among all of the branch, 0 for the oldest.
        # committed_at: that of the commit, unless its clock contradicts the order of
        # the commits (checkout/clocks.py): in that order it never goes back. NULL in
        # the oldest of a shallow clone: nobody knows since when it has been so.
        text="repository_id document_id path kind commit_sha change previous_path"
        " content_id",
        bigint="position commit_position size_bytes",
        bool="is_current",
        timestamp="committed_at",
    ),
)
DOCUMENT_TEXTS = Table(
    "document_texts",
    "One row per distinct text of a document.",
    ("repository_id", "content_id"),
    columns(text="repository_id content_id text"),
)
FILES = Table(
    "files",
    "One row per text file, link or submodule at the commit that was read.",
    ("repository_id", "path"),
    # Those that a document may name: see checkout/listing.py. A link to a folder and a
    # submodule stand for whatever lies beyond them.
    columns(text="repository_id path", bool="is_opaque"),
)
UNREADABLE = Table(
    "unreadable",
    "One row per part of an input that could not be read.",
    ("repository_id", "unreadable_id"),
    columns(
        text="repository_id unreadable_id path item_id reason quote",
        bigint="line",
    ),
)
COMPLETENESS = Table(
    "completeness",
    "One row per repository and kind of record: expected against loaded.",
    ("repository_id", "kind"),
    columns(
        text="repository_id kind reason",
        bigint="expected_count loaded_count",
        timestamp="as_of",
    ),
)
SYNC_STATES = Table(
    "sync_states",
    "One row per repository read from GitHub: where the next reading goes on.",
    ("repository_id",),
    columns(
        # state: the look at the repository on which the last reading was founded,
        # and how far each list has been read
        text="repository_id node_id",
        json="state",
        timestamp="synced_at",
    ),
)
SYNCED_ITEMS = Table(
    "synced_items",
    "One row per issue or pull request read from GitHub, as of its last reading.",
    ("repository_id", "number"),
    columns(
        # unexplained_comment_count: GitHub's count of all comments of a pull request,
        # less the comments and review comments that were read
        # event_count: timeline_count without events of kinds that were not asked for
        text="repository_id node_id item_kind",
        bigint="number comment_count timeline_count event_count review_count"
        " total_comment_count unexplained_comment_count",
        bool="has_checks",
        timestamp="updated_at",
    ),
)

RAW_TABLES: tuple[Table, ...] = (
    REPOSITORIES,
    PEOPLE,
    TEAMS,
    TEAM_MEMBERS,
    ISSUES,
    PULL_REQUESTS,
    PULL_REQUEST_FILES,
    ITEM_LABELS,
    LABELS,
    LABEL_EVENTS,
    TIMELINE_EVENTS,
    COMMENTS,
    REVIEWS,
    REVIEW_REQUESTS,
    CHECKS,
    ITEM_LINKS,
    COMMITS,
    MILESTONES,
    RELEASES,
    DEPLOYMENTS,
    BRANCH_RULES,
    RULE_BYPASSES,
    PUSHES,
    DOCUMENT_REVISIONS,
    DOCUMENT_TEXTS,
    FILES,
    UNREADABLE,
    COMPLETENESS,
    SYNC_STATES,
    SYNCED_ITEMS,
)
