"""The section of an issue or pull request as one `Item`."""

from __future__ import annotations

import re

from pipelines.extract.archive import values
from pipelines.extract.archive.checks import stated_in
from pipelines.extract.archive.fields import Field, fields_of
from pipelines.extract.archive.item import Item, Problem
from pipelines.extract.archive.item_fields import READERS, REPEATABLE
from pipelines.extract.archive.lines import Section
from pipelines.extract.archive.states import says_draft, state_of

_SECTION = re.compile(
    r"\b(?:issues?|tickets?|bugs?|prs?|pull requests?|merge requests?|items?)\b", re.I
)


def item_of(section: Section) -> Item:
    """Read a section; what cannot be read is among the item's problems."""
    if section.number is None or section.kind == "milestone":
        raise ValueError(f"line {section.line}: not the section of an item")
    item = Item(section.kind, section.number, section.line, section.title, section.url)
    found = fields_of(section)
    seen: set[str] = set()
    for one in found:
        if one.name in seen and one.name not in REPEATABLE:
            item.note(one)
            continue
        if one.name:
            seen.add(one.name)
        reader = READERS.get(one.name or "")
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
        item.state = state_of(found[1], item.kind)
        if item.state:
            item.state_as_written = found[1]
            if says_draft(found[1]):
                item.is_draft = True
    if item.state is None and len(outcome.split()) <= 6:
        item.state = state_of(outcome, item.kind)
        item.state_as_written = outcome if item.state else item.state_as_written
    for heading in reversed(around):
        if item.state is None and len(heading.split()) <= 4:
            state = _SECTION.sub("", heading).strip()
            item.state = state_of(state, item.kind) if state else None
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
