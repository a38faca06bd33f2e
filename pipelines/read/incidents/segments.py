"""The sections of a document that are incidents."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.markdown import Block
from pipelines.read.incidents.clock import find_times
from pipelines.read.incidents.data import bare, phrase, roles_of, speaks_of_harm
from pipelines.read.incidents.days import find_days
from pipelines.read.incidents.durations import lasting_in
from pipelines.read.incidents.headings import (
    is_chapter,
    is_example,
    is_general_title,
    is_log_title,
    is_numbered,
    is_only_a_day,
    is_process_title,
    is_title_of_rules,
    names_an_incident,
    parts_of_title,
    speaks_of_an_incident,
)
from pipelines.read.incidents.index_lines import is_log_by_form
from pipelines.read.incidents.sections import Document, Section
from pipelines.read.incidents.updates import is_of_updates

_FIELD = re.compile(
    r"^(?P<name>[^\W\d_][^\n:|]{0,59}?)\s*(?::|：)\s*(?P<value>.*)$", re.DOTALL
)
_STRONG_ROLES = {
    "day_strong", "day", "severity", "started", "detected", "restored", "mitigated",
    "minutes_restore", "minutes_resolve", "minutes_repair", "minutes_duration",
}  # fmt: skip


_OF_ONE = {"day", "day_strong", "started", "detected", "restored"}
_FIRST = 3  # blocks below a title
_COMMON = {"root_cause", "resolution", "lessons", "action_items"}


def incident_sections(document: Document) -> list[Section]:
    """The sections that are incidents, in order; none if the document has none."""
    first = next(iter(document.root.children), None)
    if first and is_process_title(first.title) and not _is_incident(first):
        return [s for s in _incidents_in(document.root) if _is_dated_or_numbered(s)]
    return list(_incidents_in(document.root))


def tells_of_an_incident(section: Section) -> bool:
    """Whether a section is one in any document, by more than a day in its title."""
    if speaks_of_an_incident(section.title) or is_of_updates(section):
        return True
    if begins_and_lasts(section) and _is_of_harm(section):
        return True
    parts = {
        part for child in section.walk() if child is not section for part in child.parts
    }
    return bool(parts - {"action_items"}) or bool(own_roles(section) & _STRONG_ROLES)


def begins_and_lasts(section: Section) -> bool:
    """`June 1 09:40 UTC (lasting 48 minutes)` as a title."""
    title = section.title
    is_timed = find_days(title, year=2000) and find_times(title) and lasting_in(title)
    return bool(is_timed)


def _is_of_harm(section: Section) -> bool:
    words = " ".join(block.text for block in section.blocks[:_FIRST])
    return speaks_of_harm(words)


def _is_dated_or_numbered(section: Section) -> bool:
    return is_numbered(section.title) or bool(find_days(section.title))


def _incidents_in(section: Section) -> Iterator[Section]:
    parts = [child for child in section.children if child.is_part]
    is_grouped = any(map(_groups_entries, section.children))
    for child in section.children:
        if is_grouped and not (child.children or _has_parts(child)):
            continue  # a week in which nothing happened
        if phrase("of_plans").match(child.title):
            continue  # what was to be, though each has its day
        is_first = child is section.children[0]
        is_group = is_log_title(child.title) and _incidents_below(child)
        is_entry = is_group or _is_dated_or_numbered(child)
        is_chapter = len(parts) > 1 and not (is_first or is_entry)
        is_story = _has_parts(child) and not section.children[0].is_part
        if child.is_part or (is_chapter and not is_story):
            continue
        if retold := _several_in(child):
            yield from retold
            continue
        if is_only_a_day(child.title) and _is_a_group(child):
            logs = [c for c in child.children if is_log_title(c.title) and c.children]
            if logs:
                yield from (one for log in logs for one in _incidents_in(log))
            else:
                told = (one for one in child.children if not one.is_part)
                yield from (one for one in told if not is_process_title(one.title))
        elif _is_incident(child):
            yield child
        else:
            yield from _incidents_in(child)


def _groups_entries(section: Section) -> bool:
    """A dated group of a log over entries that have a day of their own each."""
    return (
        _begins_with_a_day(section.title)
        and bool(section.children)
        and all(_begins_with_a_day(c.title) for c in section.children)
        and not any(c.is_part for c in section.children)
    )


def _has_parts(section: Section) -> bool:
    """A write-up by its own headings or labels, not a chapter of another."""
    return any(child.is_part for child in section.children) or bool(
        own_roles(section) & _STRONG_ROLES
    )


def _several_in(section: Section) -> list[Section]:
    """The incidents of a write-up of several, each with the parts that hold for all."""
    for part in section.children:
        if part.is_part and (retold := _retold_in(part)):
            common = [
                c for c in section.children if c is not part and c.parts & _COMMON
            ]
            return [_with_parts(one, common) for one in retold]
    return []


def _with_parts(section: Section, parts: list[Section]) -> Section:
    whole = Section(section.heading, section.title, section.level, section.line)
    whole.blocks = section.blocks
    whole.children = [*section.children, *parts]
    whole.end_line, whole.year = section.end_line, section.year
    return whole


def _retold_in(part: Section) -> list[Section]:
    """Incidents, each with its day and its own story, below one heading of a write-up.

    `## Incident timeline` over `### 21 October: cache full` and `### 24 October: ...`.
    """
    told = [
        child
        for child in part.children
        if _begins_with_a_day(child.title) and not is_only_a_day(child.title)
    ]
    stories = [child for child in told if _tells_its_own_story(child)]
    days = {find_days(child.title)[0].words for child in stories}
    is_all = len(stories) == len(told) == len(part.children)
    return stories if is_all and len(days) > 1 else []


def _begins_with_a_day(title: str) -> bool:
    days = find_days(title, year=2000)
    return bool(days) and days[0].start < 12


def _tells_its_own_story(section: Section) -> bool:
    """A duration, an impact, a cause: more than the line of a timeline."""
    labels = own_roles(section) & _STRONG_ROLES
    parts = {p for one in section.walk() if one is not section for p in one.parts}
    return len(labels | parts | _labelled_parts(section)) > 1


def _labelled_parts(section: Section) -> set[str]:
    """`**Why:** ...` and the like, by line."""
    parts: set[str] = set()
    for block in section.blocks[:200]:
        for line in block.text.splitlines()[:50]:
            label, mark, _ = line.partition(":")
            if mark and len(label) < 40:
                parts |= parts_of_title(label)
    return parts


def _is_a_group(section: Section) -> bool:
    """The incidents of a day, each below a heading of its own, or none at all."""
    if section.children:
        return not any(child.is_part for child in section.children)
    words = " ".join(block.text for block in section.blocks[:2])
    return bool(re.match(r"\W*no incidents?\b", words, re.IGNORECASE))


def _is_incident(section: Section) -> bool:
    if section.verdict is None:
        section.verdict = _judge(section)
    return section.verdict


def _judge(section: Section) -> bool:
    """By its own parts and fields, not those of incidents below it."""
    title = section.title
    if phrase("of_a_thread").match(title):
        return False
    if is_title_of_rules(title) and not own_roles(section) & _OF_ONE:
        return False
    if is_log_title(title) and is_log_by_form(section):
        return False
    if is_of_updates(section):
        return not is_general_title(title)
    own_parts = {p for s in section.walk() if s is not section for p in s.parts}
    own_parts |= _labelled_parts(section)
    told = len(own_parts) + len(own_roles(section) & _STRONG_ROLES)
    below = _incidents_below(section)
    if len(below) == 1 and not names_an_incident(below[0].title):
        return told > 1 and not is_general_title(title)  # its own story, one level down
    if section.children == below and len(below) == 1 and not find_days(title):
        return False  # the house's own title, over that of the write-up
    if sum(map(is_of_updates, below)) > 1:
        return False  # a page of several
    if below:
        return not is_general_title(title) and names_an_incident(title) and told > 1
    if is_process_title(title):
        return told > 1 and _has_a_day(section)
    is_named = names_an_incident(title) and not (
        section.level > 1 and is_chapter(title)
    )
    return told > 1 or is_named or section.day is not None


def _has_a_day(section: Section) -> bool:
    blocks = (block for block in _told_blocks(section) if not _defines(block))
    texts = [section.title, *(block.text for block in blocks)]
    return any(find_days(text[:2_000]) for text in texts[:200])


def _told_blocks(section: Section) -> Iterator[Block]:
    """Not those of an example, or of the page itself."""
    if phrase("of_document").match(section.title) or is_example(section.title):
        return
    yield from section.blocks
    for child in section.children:
        yield from _told_blocks(child)


def _defines(block: Block) -> bool:
    """A row that says what a level means; the day of its example is no incident's."""
    return any(phrase("of_definitions").match(bare(title)) for title in block.header)


def _incidents_below(section: Section) -> list[Section]:
    return [
        child
        for child in section.children
        if names_an_incident(child.title) or (not child.is_part and _is_incident(child))
    ]


def own_roles(section: Section) -> set[str]:
    """Roles of the fields that stand in a section itself."""
    roles: set[str] = set()
    for block in section.blocks[:200]:
        for line in block.text.splitlines()[:50]:
            if match := _FIELD.match(line.strip()):
                roles |= roles_of(match["name"])
        if block.kind == "row" and len(block.cells) == 2:
            roles |= roles_of(block.cells[0])
    return roles
