"""The texts to read, each with its place: descriptions, comments, documents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from pipelines.read.store import Store

# Archives are read as the items that they hold; these files have readers of their own.
NOT_PROSE = (
    "issue_archive",
    "pull_request_archive",
    "milestone_archive",
    "codeowners",
    "mailmap",
    "on_call_calendar",
    "on_call_rota",
    "team_decisions",
)
# Records of what happened prescribe no label. (The reader of clauses tells records from
# pages about how they are kept by itself.)
RECORDS = (*NOT_PROSE, "incident_log", "postmortem", "release_notes", "changelog")


_TITLE_LINES = 2  # a description is read as its title, an empty line, its text


@dataclass(frozen=True, slots=True)
class Text:
    """One text with its place.

    Attributes:
        item_kind: `issue`, `pull_request` or `commit`; None for a document.
        number: Number of the item. comment_id: None for its description.
        path, commit_sha: Document, or commit whose message this is.
        said_at: Creation, or the document's last change (UTC).
        author_is_bot: Signals in it are a machine's words.
        subject: Title and labels of the item, which say what a remark is about.
        source_path, source_line, body_line: Where an archive has the words: the file,
            the line of the first one, and that of a description under its title.
    """

    repository_id: str
    text: str
    item_kind: str | None = None
    number: int | None = None
    comment_id: str | None = None
    path: str | None = None
    commit_sha: str | None = None
    kind: str | None = None
    author_id: str | None = None
    said_at: datetime | None = None
    author_is_bot: bool = False
    subject: str | None = None
    source_path: str | None = None
    source_line: int | None = None
    body_line: int | None = None

    def place(self, line: int) -> tuple[str | None, int]:
        """Where line `line` of the text stands: (file, line), or (None, `line`)."""
        if self.source_path is None or self.source_line is None:
            return self.path, line
        if self.body_line is not None and line > _TITLE_LINES:
            return self.source_path, self.body_line + line - _TITLE_LINES - 1
        return self.source_path, self.source_line + (0 if self.body_line else line - 1)


_SUBJECTS = """
    with subjects as (
        select items.repository_id, items.number,
            concat_ws(', ', any_value(items.title), string_agg(labels.label, ', '))
                as subject
        from (
            select repository_id, number, title from raw.issues
            union all select repository_id, number, title from raw.pull_requests
        ) as items
        left join raw.item_labels as labels
            on items.repository_id = labels.repository_id
            and items.number = labels.number
        group by all
    )
"""
_DESCRIPTIONS = f"""
    {_SUBJECTS}
    select items.repository_id, items.number, item_kind, author_id,
        created_at as said_at,
        coalesce(title, '') || chr(10) || chr(10) || coalesce(body, '') as text,
        coalesce(is_bot, false) as author_is_bot, subjects.subject,
        path as source_path, line as source_line, body_line
    from (
        select repository_id, number, 'issue' as item_kind, author_id, created_at,
            title, body, path, line, coalesce(body_line, line) as body_line
        from raw.issues where deleted_at is null
        union all
        select repository_id, number, 'pull_request', author_id, created_at,
            title, body, path, line, coalesce(body_line, line)
        from raw.pull_requests where deleted_at is null
    ) as items
    left join (select repository_id, person_id, is_bot from raw.people) as people
        on items.repository_id = people.repository_id
        and items.author_id = people.person_id
    left join subjects
        on items.repository_id = subjects.repository_id
        and items.number = subjects.number
    order by all
"""
_COMMENTS = f"""
    {_SUBJECTS}
    select comments.repository_id, comments.number, comments.comment_id,
        case when pull_requests.number is null then 'issue' else 'pull_request' end
            as item_kind,
        comments.author_id, comments.created_at as said_at, comments.body as text,
        coalesce(people.is_bot, false) as author_is_bot,
        subjects.subject,
        comments.path as source_path, comments.line as source_line
    from raw.comments as comments
    left join subjects
        on comments.repository_id = subjects.repository_id
        and comments.number = subjects.number
    left join raw.pull_requests as pull_requests
        on comments.repository_id = pull_requests.repository_id
        and comments.number = pull_requests.number
    left join raw.people as people
        on comments.repository_id = people.repository_id
        and comments.author_id = people.person_id
    where comments.deleted_at is null and comments.body is not null
    order by comments.repository_id, comments.number, comments.position,
        comments.comment_id
"""
_COMMITS = """
    select commits.repository_id, commits.commit_sha, 'commit' as item_kind,
        commits.author_id, commits.committed_at as said_at, commits.message as text,
        coalesce(people.is_bot, false) as author_is_bot
    from raw.commits as commits
    left join raw.people as people
        on commits.repository_id = people.repository_id
        and commits.author_id = people.person_id
    where commits.message is not null
    order by commits.repository_id, commits.position
"""
_DOCUMENTS = """
    select revisions.repository_id, revisions.path, revisions.kind,
        revisions.commit_sha, revisions.committed_at as said_at, texts.text
    from raw.document_revisions as revisions
    join raw.document_texts as texts
        on revisions.repository_id = texts.repository_id
        and revisions.content_id = texts.content_id
    where revisions.is_current
    order by revisions.repository_id, revisions.path
"""


def said_texts(store: Store) -> Iterator[Text]:
    """Yield what people wrote in items and commits."""
    for query in (_DESCRIPTIONS, _COMMENTS, _COMMITS):
        for row in store.rows(query):
            yield Text(**row)


def documents(store: Store) -> Iterator[Text]:
    """Yield every document as it stands now."""
    for row in store.rows(_DOCUMENTS):
        yield Text(**row)


def count_texts(store: Store) -> int:
    """Count the texts that will be read, documents included."""
    counts = store.rows(
        """select (select count(*) from raw.issues where deleted_at is null)
            + (select count(*) from raw.pull_requests where deleted_at is null)
            + (select count(*) from raw.comments
                where deleted_at is null and body is not null)
            + (select count(*) from raw.commits where message is not null)
            + (select count(*) from raw.document_revisions where is_current) as n"""
    )
    return int(next(counts)["n"])
