"""Read a document: which incidents it holds, and what it says of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from pipelines.read.incidents.account import is_account, tells_of_harm
from pipelines.read.incidents.clock import (
    find_times,
    share_with_zone,
    sole_zone,
    stated_zone,
)
from pipelines.read.incidents.context import Context, words_of
from pipelines.read.incidents.data import bare, phrase, speaks_of_harm
from pipelines.read.incidents.days import day_in_file_name, find_days, is_day_first_in
from pipelines.read.incidents.fields import fields_of
from pipelines.read.incidents.headings import (
    is_chapter,
    is_exercise_title,
    is_general_title,
    is_log_title,
    is_process_title,
    is_title_of_rules,
    names_an_incident,
    speaks_of_an_incident,
)
from pipelines.read.incidents.html_forms import with_html_tables, with_lines_of
from pipelines.read.incidents.index import listed_incidents
from pipelines.read.incidents.index_lines import is_log_by_form
from pipelines.read.incidents.markup import as_markdown
from pipelines.read.incidents.of_others import lists_others
from pipelines.read.incidents.records import (
    IncidentEntry,
    IncidentReading,
    Standing,
    Unreadable,
)
from pipelines.read.incidents.sections import Document, Section, read_document
from pipelines.read.incidents.segments import (
    begins_and_lasts,
    incident_sections,
    own_roles,
    tells_of_an_incident,
)
from pipelines.read.incidents.titles import title_of_file
from pipelines.read.incidents.writeup import read_write_up

_LARGEST_TEXT = 2_000_000  # characters
_MOST = 0.5  # of the times
_HEAD = 3_000  # characters in which a document says how it writes its times
_BYLINE = 90  # characters
_MOST_LINES = 2_000
_FEW = 2  # days on which a page was made and changed
_STORY = 120  # characters of a paragraph that tells something
_YEAR = re.compile(r"(?<![\d.#])(?:19|20)\d\d(?!\d)")
# What only an incident has: a field on its course.
_COURSE = frozenset(
    {"detected", "acknowledged", "mitigated", "restored", "minutes_duration"}
)
_NO_WRITE_UPS = ("readme", "index", "_index")
_SUBJECTS = (
    "incident",
    "postmortem",
    "post-mortem",
    "post_mortem",
    "outage",
    "investigation",
)


def read_incidents(text: str, *, path: str, kind: str | None = None) -> IncidentReading:
    """Every incident of a log, or the one of a write-up, and what could not be read.

    Args:
        text: Markdown (or MediaWiki, AsciiDoc, reStructuredText); templating and
            comments around it are passed over.
        path: Relative to the root of the repository; its name may hold day and title.
        kind: What kind of document it is known to be, if it is known to be about
            incidents: then it needs no heading or path that says so.
    """
    marked, places = with_html_tables(text[:_LARGEST_TEXT])
    reading = _read(marked, path, kind)
    if len(text) > _LARGEST_TEXT:
        reason = "only the first 2,000,000 characters are read"
        cut = Unreadable(1, reason, "")
        reading = replace(reading, unreadable=(cut, *reading.unreadable))
    return with_lines_of(text, places, reading) if places else reading


def _read(text: str, path: str, kind: str | None) -> IncidentReading:
    head = as_markdown(text[:_HEAD], path)
    document = read_document(text, path)
    written = _written_on(document, path, _only_year(document, path))
    context = Context(
        document=document,
        path=path,
        zone=stated_zone(head),
        sole_zone=sole_zone(text),
        is_mostly_zoned=share_with_zone(text) > _MOST,
        is_day_first=is_day_first_in(text, written),
        written=written,
        year=written.year if written else _only_year(document, path),
    )
    is_of_others = lists_others(document.root)
    sections = [] if is_of_others else _sections(context, kind)
    entries = [read_write_up(context, s) for s in sections]
    if [entry.standing for entry in entries] == ["final"]:
        entries = [] if _tells_of_nothing(context, sections[0]) else entries
    entries = list(_each_item_once(entries))
    entries += listed_incidents(context, entries, are_links_own=not is_of_others)
    if not entries and (general := _about_incidents(context, kind)):
        entries.append(general)
    entries.sort(key=lambda entry: entry.line)
    return IncidentReading(tuple(entries), tuple(context.unreadable))


def is_write_up_of_its_own(text: str, path: str) -> bool:
    """Whether a page is a write-up by its title (`Post-mortem: wrong dates`) or fields.

    Fields are those of its front matter: how bad it was, and when it began or ended.
    """
    is_titled = bool(phrase("titled").search(text[:_HEAD]))
    if not is_titled and not text.startswith("---"):
        return False
    document = read_document(text[:_LARGEST_TEXT], path)
    fields = fields_of(Section(None, "", 0, 1), document.front_matter)
    filled = {role for field in fields if field.value.strip() for role in field.roles}
    if "severity" in filled and filled & _COURSE:
        return True
    if not is_titled:
        return False
    first = next(iter(document.root.children), None)
    return first is not None and bool(phrase("titled").match(first.title))


def _each_item_once(entries: list[IncidentEntry]) -> Iterator[IncidentEntry]:
    """What a write-up of several incidents has to do after all of them counts once.

    It goes to the incident whose day it names, else to the first.
    """
    owners: dict[tuple[int, str], date | None] = {}
    days = {entry.occurred_on for entry in entries}
    for entry in entries:
        for item in entry.action_items:
            year = entry.occurred_on.year if entry.occurred_on else None
            named = [found.day for found in find_days(item.text, year=year)]
            own = next((day for day in named if day in days), entry.occurred_on)
            owners.setdefault((item.line, item.text), own)
    taken: set[tuple[int, str]] = set()
    for entry in entries:
        kept = [
            item
            for item in entry.action_items
            if (item.line, item.text) not in taken
            and owners[item.line, item.text] == entry.occurred_on
        ]
        taken |= {(item.line, item.text) for item in kept}
        yield replace(entry, action_items=tuple(kept))


def _written_on(document: Document, path: str, year: int | None) -> date | None:
    """The document's own day; an incident that it reports cannot come after it."""
    front = fields_of(Section(None, "", 0, 1), document.front_matter)
    for field in front:
        if field.roles & {"day", "not_day"} and (days := find_days(field.value)):
            return days[0].day
    if named := day_in_file_name(path):
        return named.day
    first = next(iter(document.root.children), document.root)
    for block in (*document.root.blocks[:1], *first.blocks[:1]):
        if day := _dated_line(block.text):
            return day
    for block in [*document.root.blocks[:4], *first.blocks[:4]]:
        lines = block.text.splitlines()[:6]
        is_mail = any(phrase("mail").match(line) for line in lines)
        for line in lines:
            is_of_text = phrase("byline").match(line) or (
                is_mail and phrase("sent").match(line)
            )
            told = [one.day for one in find_days(line, year=year) if one.day]
            if is_of_text and told:
                return max(told)
    stamped = [one.day for line in document.stamps for one in find_days(line)]
    return max(filter(None, stamped[:_FEW]), default=None)


def _dated_line(line: str) -> date | None:
    """`8 September 2019, Technology`, `Ana Lind, CTO. May 3, 2022`: of the text."""
    found = find_days(line)
    is_short = len(line) < _BYLINE and "\n" not in line.strip()
    if len(found) != 1 or not (found[0].has_year and is_short) or find_times(line):
        return None
    before, after = line[: found[0].start].strip(), line[found[0].end :].strip()
    is_at_an_end = not before.strip("*_") or not after.strip("*_.")
    is_told = speaks_of_harm(line)
    is_in_words = phrase("before_day").search(before) if before.strip("*_") else None
    return found[0].day if is_at_an_end and not (is_told or is_in_words) else None


def _only_year(document: Document, path: str) -> int | None:
    """The year in the title or the file's name, if it is one."""
    title = next((child.title for child in document.root.children), "")
    years = {int(year) for year in _YEAR.findall(f"{title} {path}")}
    if not years:  # then that of its days
        found = find_days(words_of(document.root))
        years = {one.day.year for one in found if one.has_year and one.day}
    return years.pop() if len(years) == 1 else None


def _sections(context: Context, kind: str | None) -> list[Section]:
    """The sections that are incidents; else the whole document, if it is one."""
    root = context.document.root
    if _is_of_a_decision(root, context.path):
        return []
    title = next((child.title for child in root.children), "")
    is_known = kind is not None or _speaks_of_incidents(f"{title} {context.path}")
    found = incident_sections(context.document)
    told = [one for one in found if is_known or tells_of_an_incident(one)]
    if any(begins_and_lasts(one) for one in told):  # so the others of this form do
        told = [one for one in found if one in told or begins_and_lasts(one)]
    if told:
        return [root] if _is_chapter_of(root, told) else told
    first = next(iter(root.children), root)
    tops = [child for child in root.children if child.level == first.level]
    is_below_it = first.level > 1 or len(tops) > 1
    is_titled = _front_title(context) or _begins_untitled(root)
    whole = root if first.is_part or (is_titled and is_below_it) else first
    return [whole] if _is_write_up(context, whole, kind) else []


def _is_of_a_decision(root: Section, path: str) -> bool:
    """By its place and its form, in which a few tell incidents elsewhere."""
    is_of_form = {"context", "decision"} <= {bare(one.title) for one in root.walk()}
    return is_of_form and bool(phrase("of_decisions").search(path))


def _is_chapter_of(root: Section, told: list[Section]) -> bool:
    """`Post mortem` over what happened, beside a timeline, lessons and what is next."""
    beside = [one for one in root.children if one not in told and one.parts]
    is_one = len(told) == 1 and told[0] in root.children and len(beside) > 1
    return is_one and is_general_title(told[0].title)


def _begins_untitled(root: Section) -> bool:
    """A story that begins above several headings, none of them its title."""
    first = next(iter(root.children), root)
    tells = any(b.kind == "paragraph" and len(b.text) > _STORY for b in root.blocks)
    is_one_of_several = sum(c.level == first.level for c in root.children) > 1
    is_named = names_an_incident(first.title) and not is_chapter(first.title)
    return tells and is_one_of_several and not is_named


def _front_title(context: Context) -> str:
    front = fields_of(Section(None, "", 0, 1), context.document.front_matter)
    return next((field.value for field in front if field.name == "title"), "")


def _is_write_up(context: Context, whole: Section, kind: str | None) -> bool:
    name = context.path.rpartition("/")[2].rpartition(".")[0].lower()
    parts = {p for one in (whole, *whole.walk()) for p in one.parts}
    is_dated = day_in_file_name(context.path) is not None
    named = whole.title or _front_title(context) or title_of_file(context.path)
    is_index = name in _NO_WRITE_UPS and len(parts) < 3 and not is_dated
    if is_index or (not whole.title and is_process_title(named)):
        return False
    has_course = is_dated and "root_cause" in parts
    if is_title_of_rules(named) and not (has_course or _is_of_one(context, whole)):
        return False
    if is_log_by_form(whole) and not speaks_of_an_incident(whole.title):
        return False
    if is_general_title(whole.title):
        if is_process_title(whole.title):
            return False
        is_one = bool(phrase("one").search(whole.title)) and not is_log_by_form(whole)
        return is_one and (bool(parts) or (kind is not None and _has_day(context)))
    is_about = kind is not None or _speaks_of_incidents(context.path)
    is_about = is_about or is_exercise_title(whole.title)
    if _is_titled(context, whole, is_about=is_about):
        return True
    sections = {*whole.children, *context.document.root.children}
    least = 1 if _front_day(context) else 2  # its front matter tells of it, too
    has_parts = len([section for section in sections if section.is_part]) >= least
    if kind is not None and (
        is_dated or "timeline" in parts or _has_its_day(context, whole)
    ):
        return True
    told = {part for section in sections for part in section.parts}
    if kind is None and not is_about:  # `Description` over `See also` is no write-up
        has_parts = has_parts and len(told) >= least and told != {"summary"}
    if has_parts or (is_dated and _speaks_of_incidents(context.path)):
        return True
    return is_account(whole)


def _is_titled(context: Context, whole: Section, *, is_about: bool) -> bool:
    """Its title names an incident, or a harm that it tells with its day."""
    title = whole.title or _front_title(context)
    if names_an_incident(title) and (is_about or speaks_of_an_incident(title)):
        return True
    is_of_harm = is_about and speaks_of_harm(title) and tells_of_harm(whole)
    return is_of_harm and _has_its_day(context, whole)


def _is_of_one(context: Context, whole: Section) -> bool:
    """A field says when it was, whatever the title is."""
    return bool(own_roles(whole) & _COURSE) or _front_day(context)


def _has_its_day(context: Context, whole: Section) -> bool:
    """A day that is told in full, or one of harm in the year of the document."""
    is_told = find_days(words_of(whole)[:5_000]) or _front_day(context)
    is_of_harm = _has_day(context) and tells_of_harm(whole)
    return bool(context.written or is_told or is_of_harm)


def _tells_of_nothing(context: Context, section: Section) -> bool:
    """No day, no time and no harm that came, and no title of one: a guide."""
    named = f"{section.title} {_front_title(context)} {context.path}"
    is_named = names_an_incident(section.title) or find_days(named, year=2000)
    if is_named or speaks_of_an_incident(section.title):
        return False
    words = words_of(context.document.root)
    if _front_day(context) or find_times(words) or find_days(words, year=2000):
        return False
    front = context.document.front_matter
    words = f"{front.text if front else ''}\n{words}"
    return not any(
        phrase("tells").search(line)
        and speaks_of_harm(line)
        and not phrase("to_come").search(line)
        and not phrase("to_fill_in").search(line)
        for line in words.splitlines()[:_MOST_LINES]
    )


def _front_day(context: Context) -> bool:
    """Whether front matter says when the incident was."""
    front = fields_of(Section(None, "", 0, 1), context.document.front_matter)
    dated = {"day_strong", "started", "detected", "window", "restored"}
    return any(field.roles & dated and find_days(field.value) for field in front)


def _has_day(context: Context) -> bool:
    """Whether the first words tell a day."""
    words = words_of(context.document.root)[:_HEAD]
    return context.first_day(words) is not None


def _about_incidents(context: Context, kind: str | None) -> IncidentEntry | None:
    """A whole document that is about incidents, but is none: a guide, a template."""
    root = context.document.root
    section = next(iter(root.children), root)
    title = section.title or title_of_file(context.path)
    is_known = kind is not None or _speaks_of_incidents(f"{title} {context.path}")
    if not title or not is_known or is_log_title(title):
        return None  # a log that holds no incident yet holds none
    entry = read_write_up(context, section)
    is_template = entry.standing == "template"
    standing: Standing = "template" if is_template else "not_an_incident"
    return replace(
        entry,
        title=title,
        occurred_on=None,
        standing=standing,
        action_items=(),
        parts=(),
        stated_durations=(),
        minutes_to_restore=None,
    )


def _speaks_of_incidents(words: str) -> bool:
    return any(subject in words.lower() for subject in _SUBJECTS)
