"""Read a document: which incidents it holds, and what it says of each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pipelines.markdown import Block
from pipelines.read.incidents.actions import action_items_of
from pipelines.read.incidents.clock import find_times
from pipelines.read.incidents.data import is_placeholder
from pipelines.read.incidents.days import (
    FoundDay,
    day_in_file_name,
    find_days,
    find_malformed,
    is_day_first_in,
)
from pipelines.read.incidents.durations import minutes_of
from pipelines.read.incidents.fields import Field, fields_of
from pipelines.read.incidents.index import IndexLine, index_lines
from pipelines.read.incidents.markup import as_markdown
from pipelines.read.incidents.parts import parts_of
from pipelines.read.incidents.records import (
    IncidentEntry,
    IncidentReading,
    Standing,
    StatedDuration,
    Unreadable,
)
from pipelines.read.incidents.sections import (
    Document,
    Section,
    incident_sections,
    names_an_incident,
    read_document,
)
from pipelines.read.incidents.severity import level_of, severities_in
from pipelines.read.incidents.standing import (
    is_about_incidents_in_general,
    omission_in,
    standing_of,
)
from pipelines.read.incidents.stated import minutes_to_restore, stated_durations
from pipelines.read.incidents.timeline import Clock, events_of, moments_of, zone_of
from pipelines.read.incidents.titles import clean_title, title_of_file

_TITLES = ("title", "incident title", "incident name", "incident")
_LARGEST_TEXT = 2_000_000  # characters


def read_incidents(text: str, *, path: str, kind: str | None = None) -> IncidentReading:
    """Every incident of a log, or the one of a write-up, and what could not be read.

    Args:
        text: Markdown; templating and comments around it are passed over.
        path: Relative to the root of the repository; its name may hold day and title.
        kind: What kind of document it is known to be; `incident_log` and the like
            make a document without any heading an incident.
    """
    unreadable: list[Unreadable] = []
    if len(text) > _LARGEST_TEXT:
        text = text[:_LARGEST_TEXT]
        unreadable.append(
            Unreadable(1, "only the first 2,000,000 characters are read", "")
        )
    document = read_document(text, path)
    reader = _Reader(document, path, text, kind)
    entries = [reader.entry(section) for section in reader.sections()]
    entries += reader.listed(entries)
    if not entries and (general := reader.general(kind)):
        entries.append(general)
    entries.sort(key=lambda entry: entry.line)
    return IncidentReading(tuple(entries), tuple([*unreadable, *reader.unreadable]))


class _Reader:
    def __init__(
        self, document: Document, path: str, text: str, kind: str | None
    ) -> None:
        self._kind = kind
        self._document = document
        self._path = path
        self._is_day_first = is_day_first_in(text)
        self._zone = zone_of(as_markdown(text, path)[:3_000])
        self.unreadable: list[Unreadable] = []
        self._sections = incident_sections(document)

    def sections(self) -> list[Section]:
        if self._sections:
            return self._sections
        root = self._document.root
        whole = next((c for c in root.children if not c.is_part), root)
        is_one = _is_one_write_up(
            root, whole, self._path, is_known=self._kind is not None
        )
        self._sections = [whole if whole.heading else root] if is_one else []
        return self._sections

    # -- one write-up -------------------------------------------------------------

    def entry(self, section: Section) -> IncidentEntry:
        """Read one section as an incident."""
        is_alone = len(self._sections) == 1
        source = self._source(section, is_alone)
        front = self._document.front_matter if is_alone else None
        host = self._document.root if is_alone else section
        fields = fields_of(section, front)
        if is_alone and section is not host:
            fields += fields_of(_shallow(host))
        heading = self._heading(section, fields, is_alone)
        title = clean_title(heading)
        day = self._day(section, heading, fields, is_alone)
        zone = zone_of(_prose(section)) or self._zone
        clock = Clock(day, zone, self._is_day_first)
        events = events_of(section, clock)
        if day is None and not self._is_refused(section):
            day = next((event.day for event in events if event.day), None)
            day = day or self._day_of_prose(section)
            clock = replace(clock, day=day)
            events = events_of(section, clock)
        prose = _prose(section)
        moments = moments_of(fields, events, _top_prose(section), clock)
        durations = stated_durations(fields, _top_prose(section), section.line)
        stated = next((f for f in fields if "severity" in f.roles and f.value), None)
        written, level, spellings = severities_in(
            stated.value if stated else None, heading, prose[:100_000]
        )
        actions = action_items_of(section, year=day.year if day else None)
        minutes = minutes_to_restore(durations)
        first = moments.started or moments.detected
        if minutes is None and moments.restored and first:
            minutes = round((moments.restored - first).total_seconds() / 60)
        omission = omission_in(section)
        standing = standing_of(heading, self._path if is_alone else "", fields, source)
        return IncidentEntry(
            line=section.line,
            title=title,
            path=self._path,
            occurred_on=day,
            severity_as_written=written,
            severity=level,
            severities_as_written=tuple(spellings),
            started_at=moments.started,
            detected_at=moments.detected,
            mitigated_at=moments.mitigated,
            restored_at=moments.restored,
            zone_is_assumed=moments.is_zone_assumed,
            minutes_to_restore=minutes,
            stated_durations=tuple(durations),
            parts=parts_of(section, fields, events, bool(actions)),
            standing=standing,
            has_stated_omission=omission is not None,
            omission_quote=omission,
            text=source,
            action_items=tuple(actions) if standing != "template" else (),
            end_line=section.end_line,
        )

    def _source(self, section: Section, is_alone: bool) -> str:
        first = 1 if is_alone else section.line
        return "\n".join(self._document.lines[first - 1 : section.end_line])

    def _heading(self, section: Section, fields: list[Field], is_alone: bool) -> str:
        if section.title and not is_about_incidents_in_general(section.title):
            return section.title
        titled = next((f.value for f in fields if f.name in _TITLES and f.value), None)
        return titled or (title_of_file(self._path) if is_alone else section.title)

    # -- its day ------------------------------------------------------------------

    def _day(
        self, section: Section, heading: str, fields: list[Field], is_alone: bool
    ) -> date | None:
        """The day that is stated most directly; an impossible one is reported."""
        by_role = {
            role: [f for f in fields if role in f.roles and "not_day" not in f.roles]
            for role in ("day_strong", "day", "started", "detected")
        }
        tried: list[tuple[str, int]] = []
        tried += [(f.value, f.line) for f in by_role["day_strong"]]
        tried.append((section.title or heading, section.line))
        tried += [(f.value, f.line) for f in by_role["day"]]
        for words, line in tried:
            found = self._first_day(words)
            if found is None:
                continue
            if found.day is None:
                self._report(line, found)
                return None
            return found.day
        if is_alone and (named := day_in_file_name(self._path)):
            if named.day is None:
                self._report(1, named)
            return named.day
        for field in (*by_role["started"], *by_role["detected"]):
            found = self._first_day(field.value[:60])
            if found and found.day:
                return found.day
        return None

    def _first_day(self, words: str) -> FoundDay | None:
        found = find_days(words, is_day_first=self._is_day_first)
        malformed = find_malformed(words)
        return next(iter([*found, *malformed]), None)

    def _report(self, line: int, found: FoundDay) -> None:
        self.unreadable.append(Unreadable(line, found.reason or "", found.words))

    def _is_refused(self, section: Section) -> bool:
        return any(u.line == section.line for u in self.unreadable)

    def _day_of_prose(self, section: Section) -> date | None:
        found = find_days(_prose(section)[:3_000], is_day_first=self._is_day_first)
        return next((d.day for d in found if d.day), None)

    # -- lines of an index --------------------------------------------------------

    def listed(self, entries: list[IncidentEntry]) -> list[IncidentEntry]:
        """Incidents that stand outside of the sections read, one per line."""
        spans = [(entry.line, entry.end_line) for entry in entries]
        return [
            self._listed(line)
            for line in index_lines(self._document.root)
            if not any(a <= line.block.line <= b for a, b in spans)
        ]

    def _listed(self, line: IndexLine) -> IncidentEntry:
        day = self._first_day(line.day_words)
        if day and day.day is None:
            self._report(line.block.line, day)
        minutes = minutes_of(line.duration) if line.duration else None
        stated = (
            line.severity
            if line.severity and not is_placeholder(line.severity)
            else None
        )
        durations = (
            (StatedDuration("duration", minutes, line.block.line, line.duration),)
            if minutes is not None
            else ()
        )
        return IncidentEntry(
            line=line.block.line,
            title=clean_title(line.title),
            path=self._path,
            occurred_on=day.day if day else None,
            severity_as_written=stated,
            severity=level_of(stated) if stated else None,
            severities_as_written=(stated,) if stated else (),
            started_at=None,
            detected_at=None,
            mitigated_at=None,
            restored_at=None,
            zone_is_assumed=False,
            minutes_to_restore=minutes,
            stated_durations=durations,
            parts=(),
            standing="index" if line.target else "final",
            has_stated_omission=False,
            omission_quote=None,
            text=line.block.source,
            target=line.target,
            end_line=line.block.end_line,
        )

    # -- documents about incidents ------------------------------------------------

    def general(self, kind: str | None) -> IncidentEntry | None:
        """A whole document that is about incidents, but is none."""
        root = self._document.root
        first = next(iter(root.children), None)
        title = first.title if first else title_of_file(self._path)
        if not title or (kind is None and not _speaks_of_incidents(title, self._path)):
            return None
        section = first or root
        entry = self.entry(section)
        standing: Standing = "not_an_incident"
        if entry.standing == "template":
            standing = "template"
        return replace(entry, title=title, occurred_on=None, standing=standing,
                       action_items=(), parts=(), minutes_to_restore=None)  # fmt: skip


def _is_one_write_up(
    root: Section, whole: Section, path: str, *, is_known: bool
) -> bool:
    """Whether a document without an incident heading is a write-up as a whole."""
    if is_about_incidents_in_general(whole.title):
        return False
    name = path.rpartition("/")[2].rpartition(".")[0]
    if name.lower() in ("readme", "index"):
        return False
    if names_an_incident(whole.title):
        return True
    parts = [c for c in (*whole.children, *root.children) if c.is_part]
    if is_known and (day_in_file_name(path) or find_days(_prose(whole)[:5_000])):
        return True
    is_filed = _speaks_of_incidents("", path) and day_in_file_name(path) is not None
    return len(parts) >= 2 or is_filed


def _speaks_of_incidents(title: str, path: str) -> bool:
    words = f"{title} {path}".lower()
    return any(
        w in words
        for w in (
            "incident",
            "postmortem",
            "post-mortem",
            "outage",
            "post_mortem",
            "investigation",
        )
    )


def _shallow(root: Section) -> Section:
    return Section(None, "", 0, 1, blocks=root.blocks)


def _prose(section: Section) -> str:
    return "\n".join(
        _words(block)
        for block in section.all_blocks()
        if block.kind in ("paragraph", "item", "row", "heading")
    )


def _words(block: Block) -> str:
    """Of the first row of a table, with the words of its header (they tell the"
    " zone).
    """
    return "\n".join([*dict.fromkeys(block.header), block.text])


def _top_prose(section: Section) -> str:
    """Paragraphs before the first part, and those of the summary and the impact."""
    texts = [b.text for b in section.blocks if b.kind in ("paragraph", "item")]
    for child in section.children:
        if child.parts & {"summary", "impact", "resolution"}:
            texts += [
                b.text for b in child.all_blocks() if b.kind in ("paragraph", "item")
            ]
    return "\n".join(text for text in texts if not find_times(text[:8]))
