"""The section of an issue or pull request as one `Item`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from pipelines.extract.archive import values
from pipelines.extract.archive.checks import conclusion_of, stated_in
from pipelines.extract.archive.discussion import Said, said_in
from pipelines.extract.archive.fields import Field, fields_of
from pipelines.extract.archive.headings import without_links
from pipelines.extract.archive.links import Link, links_in_field, links_in_remark
from pipelines.extract.archive.sections import Section
from pipelines.extract.archive.values import Person
from pipelines.extract.archive.vocabulary import ItemKind, is_nothing, words

_SECTION = re.compile(
    r"\b(?:issues?|tickets?|bugs?|prs?|pull requests?|merge requests?|items?)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Comment:
    """Something said under an item. `kind` is discussion, note or resolution."""

    kind: str
    line: int
    author: Person | None
    author_as_written: str | None
    words: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """A part of an item that could not be read; `quote` has the words."""

    line: int
    reason: str
    quote: str


@dataclass(slots=True)
class Item:
    """One issue or pull request as an archive tells of it; None is unknown."""

    kind: ItemKind
    number: int
    line: int
    title: str | None
    url: str | None
    body: str | None = None
    body_line: int | None = None
    state: str | None = None
    state_as_written: str | None = None
    is_draft: bool | None = None
    author: Person | None = None
    author_as_written: str | None = None
    closed_by: Person | None = None
    merged_by: Person | None = None
    milestone: str | None = None
    base: str | None = None
    head: str | None = None
    merge_commit: str | None = None
    merge_method: str | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None
    closed_at: datetime | None = None
    merged_at: datetime | None = None
    stated_approval_count: int | None = None
    labels: list[str] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    checks: list[tuple[str, str]] = field(default_factory=list)  # conclusion, words
    reviews: list[tuple[Person | None, str | None]] = field(default_factory=list)
    requested: list[Person] = field(default_factory=list)
    assignees: list[Person] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def note(self, one: Field) -> None:
        """Keep a field that no column holds, as a note in its own words."""
        text = f"{one.written}: {one.text}" if one.written else one.text
        if one.text.strip():
            self.comments.append(Comment("note", one.line, None, None, text))

    def problem(self, one: Field, reason: str) -> None:
        self.problems.append(Problem(one.line, reason, f"{one.written}: {one.value}"))


def item_of(section: Section) -> Item:
    """Read a section; what cannot be read is among the item's problems."""
    if section.number is None or section.kind == "milestone":
        raise ValueError(f"line {section.line}: not the section of an item")
    item = Item(section.kind, section.number, section.line, section.title, section.url)
    found = fields_of(section)
    seen: set[str] = set()
    for one in found:
        if one.name in seen and one.name not in _REPEATABLE:
            item.note(one)
            continue
        if one.name:
            seen.add(one.name)
        reader = _READERS.get(one.name or "")
        if reader is None:
            item.note(one)
        elif one.value or one.name in ("discussion",):
            reader(item, one)
    _conclude(item, section, found)
    return item


def _conclude(item: Item, section: Section, found: list[Field]) -> None:
    """Fill in what several fields tell together."""
    if not found and not section.row:
        item.problems.append(
            Problem(section.line, "a heading and nothing under it", section.heading)
        )
    is_line = item.body and "\n" not in item.body
    if item.title is None and item.body and is_line:
        item.title, item.body = item.body, None  # a `Summary`, and no `Title`
    if item.state is None and item.state_as_written is None:
        _state_from_elsewhere(item, section.around)
    if item.kind == "pull_request":
        if item.is_draft is None and re.match(
            r"(?i)^\W*(?:draft|wip)\b", item.title or ""
        ):
            item.is_draft = True
        if item.is_draft is None and item.state == "merged":
            item.is_draft = False  # a draft cannot be merged
        _checks_from_words(item)
    item.comments.sort(key=lambda comment: comment.line)


def _state_from_elsewhere(item: Item, around: tuple[str, ...]) -> None:
    """Without a status: a date of merging or closing, or a word elsewhere.

    `(closed)` after the title, a resolution that begins with a state (`Fixed`), or a
    heading above it (`Open issues`).
    """
    outcome = next((c.words for c in item.comments if c.kind == "resolution"), "")
    if item.merged_at and item.kind == "pull_request":
        item.state = "merged"
    elif item.closed_at:
        item.state = "closed"
    elif found := re.search(r"[(\[]([^()\[\]]{1,60})[)\]]\s*$", item.title or ""):
        item.state = values.state_of(found[1], item.kind)
        if item.state:
            item.state_as_written = found[1]
            if values.says_draft(found[1]):
                item.is_draft = True
    if item.state is None and len(outcome.split()) <= 6:
        item.state = values.state_of(outcome, item.kind)
        item.state_as_written = outcome if item.state else item.state_as_written
    for heading in reversed(around):
        if item.state is None and len(heading.split()) <= 4:
            state = _SECTION.sub("", heading).strip()
            item.state = values.state_of(state, item.kind) if state else None
            item.state_as_written = heading if item.state else item.state_as_written


def _checks_from_words(item: Item) -> None:
    """Where no field states the checks, a sentence of the item may."""
    if item.checks:
        return
    texts = [item.state_as_written or "", item.body or ""]
    texts += [comment.words for comment in item.comments]
    for text in texts:
        for sentence in re.split(r"[()]", text) if text == texts[0] else [text]:
            for _, words_said in values.sentences(sentence):
                if outcome := stated_in(words_said):
                    item.checks.append((outcome, words_said))


def _title(item: Item, one: Field) -> None:
    if item.title:
        item.note(one)
    else:
        item.title = one.value


def _labels(item: Item, one: Field) -> None:
    item.labels = values.labels_of("\n".join(part.text for part in one.parts))


def _status(item: Item, one: Field) -> None:
    item.state_as_written = one.value
    item.state = values.state_of(one.value, item.kind)
    if item.state is None:
        item.problem(one, "a status that is not known")
    if item.kind == "pull_request" and item.state != "merged":
        lead = re.split(r"[.;]", one.value)[0]
        if values.says_draft(lead):
            item.is_draft = True
    at, reason = values.date_of(one.value)
    if reason:
        item.problem(one, reason)
    if at and item.state == "merged" and item.merged_at is None:
        item.merged_at = at
    elif at and item.state == "closed" and item.closed_at is None:
        item.closed_at = at
    by = re.search(r"\bby\s+(@[\w-]+)", one.value)
    if by and item.state == "merged" and item.merged_by is None:
        item.merged_by = values.login(by[1])
    elif by and item.state == "closed" and item.closed_by is None:
        item.closed_by = values.login(by[1])
    item.links += links_in_remark(one.value, item.kind)


def _draft(item: Item, one: Field) -> None:
    word = one.value.casefold().strip(" .*`")
    if word in words()["yes_words"]:
        item.is_draft = True
    elif word in words()["no_words"]:
        item.is_draft = False
    else:
        item.note(one)


def _base(item: Item, one: Field) -> None:
    if both := values.both_branches(one.value):
        item.head, item.base = both
        return
    item.base, remark = values.branch_of(one.value)
    if remark:
        item.note(one)


def _head(item: Item, one: Field) -> None:
    if both := values.both_branches(one.value):
        item.head, item.base = both
        return
    item.head, remark = values.branch_of(one.value)
    if remark:
        item.note(one)


def _author(item: Item, one: Field) -> None:
    people = values.people_of(one.value)
    if people:
        item.author, item.author_as_written = people[0], one.value
    at, _ = values.date_of(one.value)
    item.created_at = item.created_at or at


def _assignee(item: Item, one: Field) -> None:
    item.assignees = values.people_of(one.value)
    item.note(one)


def _closed_by(item: Item, one: Field) -> None:
    if values.references_of(one.value):
        item.links += links_in_field("fixed_by", one.value, item.kind)
    elif people := values.people_of(one.value):
        item.closed_by = people[0]


def _merged_by(item: Item, one: Field) -> None:
    people = values.people_of(one.value)
    item.merged_by = people[0] if people else None
    at, _ = values.date_of(one.value)
    item.merged_at = item.merged_at or at


def _date(column: str, by: str | None = None) -> Callable[[Item, Field], None]:
    def read(item: Item, one: Field) -> None:
        if is_nothing(one.value):
            return
        at, reason = values.date_of(one.value)
        if reason:
            item.problem(one, reason)
        elif at is None:
            _undated(item, one, column)
        if at and getattr(item, column) is None:
            setattr(item, column, at)
        who = re.search(r"\bby\s+(@[\w-]+)", one.value)
        if who and by and getattr(item, by) is None:
            setattr(item, by, values.login(who[1]))

    return read


def _undated(item: Item, one: Field, column: str) -> None:
    """`Merged: yes`, `Closed: by #5`, or words that are kept as a note."""
    word = one.value.casefold().strip(" .*`")
    if column == "merged_at" and word in words()["yes_words"] and item.state is None:
        item.state = "merged" if item.kind == "pull_request" else None
        return
    links = links_in_remark(f"{one.written} {one.value}", item.kind)
    item.links += links
    item.note(one)


def _milestone(item: Item, one: Field) -> None:
    text, _ = without_links(one.value)
    item.milestone = None if is_nothing(text) else text.strip('`*" ')


def _links(item: Item, one: Field) -> None:
    found = links_in_field(one.name or "links", one.value, item.kind)
    item.links += found
    if not found:
        item.note(one)  # `Follow-ups: none` is worth keeping too
    elif len(re.findall(r"[^\W\d_]{2,}", one.value)) > 2:
        item.note(one)  # it says more than which items


def _checks(item: Item, one: Field) -> None:
    conclusion = conclusion_of(one.value)
    if item.kind != "pull_request":
        item.note(one)
    elif conclusion:
        item.checks.append((conclusion, one.text))


def _approved_by(item: Item, one: Field) -> None:
    value = one.value
    if re.match(r"^(?:none|no|0|nobody|no one)\b", value.casefold()):
        item.stated_approval_count = 0
        item.note(one)
        return
    if count := re.match(
        r"^(\d{1,2})(?:\s*/\s*\d+)?(?:\s+approvals?)?\s*(?:$|[(:,–—-])", value
    ):
        item.stated_approval_count = int(count[1])
        people = values.people_of(value[count.end(1) :]) if "@" in value else []
    elif is_nothing(value):
        return
    else:
        people = values.people_of(value)
        item.stated_approval_count = len(people) or None
    item.reviews += [(person, "approved") for person in people]
    item.note(one)


def _reviewed_by(item: Item, one: Field) -> None:
    """Who reviewed; how it ended only where the same words say it."""
    for part in re.split(r"[,;\n]", one.value):
        for person in values.people_of(part):
            item.reviews.append((person, _verdict(part)))
    item.note(one)


def _reviewers(item: Item, one: Field) -> None:
    for part in re.split(r"[,;\n]", one.value):
        for person in values.people_of(part):
            verdict = _verdict(part)
            if verdict:
                item.reviews.append((person, verdict))
            else:
                item.requested.append(person)
    item.note(one)


def _verdict(words_said: str) -> str | None:
    if re.search(r"(?i)\b(?:not|never|without)\b", words_said):
        return None
    if re.search(r"(?i)\bapproved?\b|\blgtm\b|✅|👍", words_said):
        return "approved"
    if re.search(r"(?i)\bchanges\s+requested\b|\brequested\s+changes\b", words_said):
        return "changes_requested"
    return None


def _body(item: Item, one: Field) -> None:
    if item.body is None:
        item.body = one.text.strip() or None
        item.body_line = one.first_line if item.body else None
    elif one.text.strip():
        item.body = f"{item.body}\n\n{one.text.strip()}"


def _notes(item: Item, one: Field) -> None:
    _keep(item, one, "note")


def _resolution(item: Item, one: Field) -> None:
    _keep(item, one, "resolution")


def _keep(item: Item, one: Field, kind: str) -> None:
    text = one.text.strip()
    if text:
        item.comments.append(Comment(kind, one.first_line, None, None, text))
        item.links += links_in_remark(text, item.kind)


def _discussion(item: Item, one: Field) -> None:
    def comment(said: Said) -> Comment:
        return Comment(
            "discussion", said.line, said.author, said.author_as_written,
            said.words, said.at,
        )  # fmt: skip

    item.comments += [comment(said) for said in said_in(one)]


def _url(item: Item, one: Field) -> None:
    found = re.search(r"https?://[^\s)>\]]+", one.value)
    if found and item.url is None:
        item.url = found[0]
    else:
        item.note(one)


def _merge_commit(item: Item, one: Field) -> None:
    found = re.search(r"\b[0-9a-f]{7,64}\b", one.value)
    item.merge_commit = found[0] if found else None
    if not found:
        item.note(one)


def _merge_method(item: Item, one: Field) -> None:
    folded = " ".join(one.value.casefold().replace("-", " ").split()).strip("`*.")
    for method, names in words()["merge_methods"].items():
        if folded in names:
            item.merge_method = method
            return
    item.note(one)


_REPEATABLE = ("description", "notes", "discussion", "resolution", "links", "closes",
               "fixed_by", "caused_by", "checks")  # fmt: skip
_READERS: dict[str, Callable[[Item, Field], None]] = {
    "title": _title,
    "labels": _labels,
    "status": _status,
    "draft": _draft,
    "base": _base,
    "head": _head,
    "author": _author,
    "assignee": _assignee,
    "created": _date("created_at", "author"),
    "updated": _date("updated_at"),
    "closed": _date("closed_at", "closed_by"),
    "merged": _date("merged_at", "merged_by"),
    "closed_by": _closed_by,
    "merged_by": _merged_by,
    "merge_commit": _merge_commit,
    "merge_method": _merge_method,
    "links": _links,
    "closes": _links,
    "fixed_by": _links,
    "caused_by": _links,
    "checks": _checks,
    "approved_by": _approved_by,
    "reviewed_by": _reviewed_by,
    "reviewers": _reviewers,
    "milestone": _milestone,
    "description": _body,
    "notes": _notes,
    "discussion": _discussion,
    "resolution": _resolution,
    "url": _url,
}
