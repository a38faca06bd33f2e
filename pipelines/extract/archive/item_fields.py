"""What each field of an issue or pull request says of it."""

from __future__ import annotations

import re
from collections.abc import Callable

from pipelines.extract.archive import item_people, values
from pipelines.extract.archive.checks import conclusion_of
from pipelines.extract.archive.discussion import Said, said_in
from pipelines.extract.archive.fields import Field
from pipelines.extract.archive.headings import without_links
from pipelines.extract.archive.item import Comment, Item
from pipelines.extract.archive.links import links_in_field, links_in_remark
from pipelines.extract.archive.states import says_draft, state_of
from pipelines.extract.archive.vocabulary import is_nothing, words

_BY = re.compile(r"\bby\s+(@[\w-]+)")


def _title(item: Item, one: Field) -> None:
    if item.title:
        item.note(one)
    else:
        item.title = one.value


def _labels(item: Item, one: Field) -> None:
    item.labels = values.labels_of("\n".join(part.text for part in one.parts))


def _status(item: Item, one: Field) -> None:
    item.state_as_written = one.value
    item.state = state_of(one.value, item.kind)
    if item.state is None:
        item.problem(one, "a status that is not known")
    if item.kind == "pull_request" and item.state != "merged":
        lead = re.split(r"[.;]", one.value)[0]
        if says_draft(lead):
            item.is_draft = True
    at, reason = values.date_of(one.value)
    if reason:
        item.problem(one, reason)
    if at and item.state == "merged" and item.merged_at is None:
        item.merged_at = at
    elif at and item.state == "closed" and item.closed_at is None:
        item.closed_at = at
    by = _BY.search(one.value)
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


def _branch(column: str) -> Callable[[Item, Field], None]:
    def read(item: Item, one: Field) -> None:
        if both := values.both_branches(one.value):
            item.head, item.base = both
            return
        name, remark = values.branch_of(one.value)
        setattr(item, column, name)
        if remark:
            item.note(one)

    return read


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
        who = _BY.search(one.value)
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


REPEATABLE = ("description", "notes", "discussion", "resolution", "links", "closes",
               "fixed_by", "caused_by", "checks")  # fmt: skip
READERS: dict[str, Callable[[Item, Field], None]] = {
    "title": _title,
    "labels": _labels,
    "status": _status,
    "draft": _draft,
    "base": _branch("base"),
    "head": _branch("head"),
    "author": item_people.author,
    "assignee": item_people.assignee,
    "created": _date("created_at", "author"),
    "updated": _date("updated_at"),
    "closed": _date("closed_at", "closed_by"),
    "merged": _date("merged_at", "merged_by"),
    "closed_by": item_people.closed_by,
    "merged_by": item_people.merged_by,
    "merge_commit": _merge_commit,
    "merge_method": _merge_method,
    "links": _links,
    "closes": _links,
    "fixed_by": _links,
    "caused_by": _links,
    "checks": _checks,
    "approved_by": item_people.approved_by,
    "reviewed_by": item_people.reviewed_by,
    "reviewers": item_people.reviewers,
    "milestone": _milestone,
    "description": _body,
    "notes": _notes,
    "discussion": _discussion,
    "resolution": _resolution,
    "url": _url,
}
