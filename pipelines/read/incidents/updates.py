"""Updates of a status page: what was posted of an incident, and when.

`**Resolved** - This incident has been resolved.` with `Aug 29, 16:42 UTC` below it,
above it, or in the same line. A page of maintenance has updates, too, of other names.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from pipelines.markdown import Block
from pipelines.read.incidents.clock import find_times
from pipelines.read.incidents.data import phrase
from pipelines.read.incidents.days import find_days
from pipelines.read.incidents.sections import Section
from pipelines.read.incidents.timeline import Clock

_OF_TROUBLE = ("investigating", "identified", "resolved", "issue")
_OF_WORK = ("scheduled", "verifying", "completed", "in progress")
_NAME = re.compile(
    r"(?P<name>investigating|identified|monitoring|update|resolved|mitigated"
    r"|scheduled|verifying|completed|in progress|issue(?= {1,8}posted\b))"
    r"(?=[*_\]) ]{0,8}(?:\s[-–—·•]\s|[-–—:|]|posted\b|\s*$))",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"[\W_]{1,6}(?P<name>investigating|identified|monitoring|resolved|mitigated)[.!:]\s",
    re.IGNORECASE,
)
_LEAD = 50  # characters before its name, which hold no more than its time
_STAMP = 90  # characters of a line that is only a time
_TAIL, _CLOSE = 30, 3  # characters that may be its time, and that end with it
_TELLS = 3  # words, its name among them
_WORD = re.compile(r"[^\W\d_]{3,}")
_KINDS = {"monitoring": "mitigated", "mitigated": "mitigated", "resolved": "restored"}
_MOST = 400  # blocks
_LEAST = 3  # updates beside a write-up


@dataclass(frozen=True, slots=True)
class Update:
    """Its name in lower case, its words, and those that tell when it was posted."""

    name: str
    words: str
    stamp: str
    line: int


def updates_of(section: Section) -> list[Update]:
    """Updates in a section, in their order; none of planned work."""
    lines = list(_lines(section))
    found: list[Update] = []
    stamps = [_is_stamp(words) for words, _ in lines]
    names = [_named(words) for words, _ in lines]
    first = next((n for n, name in enumerate(names) if name), 0)
    is_before = any(stamps[max(0, first - 2) : first]) and not any(stamps[-1:])
    for number, name in enumerate(names):
        if name is None:
            continue
        words, line = lines[number]
        end = next((n for n in range(number + 1, len(lines)) if names[n]), len(lines))
        start = next((n for n in range(number - 1, -1, -1) if names[n]), -1) + 1
        near = range(number - 1, start - 1, -1) if is_before else range(number + 1, end)
        stamp = next((lines[n][0] for n in near if stamps[n]), "")
        stamp = stamp or _own_stamp(words)
        below = (lines[n][0] for n in range(number + 1, end) if not stamps[n])
        is_told = words.count(" | ") > 1 or any(map(_tells, below))
        is_field = stamp in words and not (is_told or _tells(words))
        if not (stamp and is_field):  # `Resolved: 2024-05-01 10:05`
            found.append(Update(name, words, stamp, line))
    return [] if any(one.name in _OF_WORK for one in found) else found


def is_of_updates(section: Section) -> bool:
    """Whether a section is an incident as a status page tells it."""
    headed = [one.title.strip(" .:*") for one in section.walk() if one is not section]
    if any(_NAME.fullmatch(title) is None for title in headed):
        return False
    updates = updates_of(section)
    told = [one for one in updates if one.stamp and one.name in _OF_TROUBLE]
    if len(updates) > 1:
        return bool(told) and 2 * sum(bool(u.stamp) for u in updates) >= len(updates)
    return any(one.name == "resolved" and one.stamp not in one.words for one in told)


def posted_in(section: Section) -> list[Update]:
    """The updates that stand beside a write-up, each with when it was posted."""
    posted = [one for one in updates_of(section) if one.stamp]
    return posted if len(posted) >= _LEAST else []


def lines_of_response(lines: Iterable[int], section: Section) -> set[int]:
    """Those of the lines that tell in an update what was being done at the time.

    They stand below the update, and below no heading that comes after it. So do those
    that only say when something was posted. What is to be done may stand in the last
    update, but not where a write-up stands beside the updates.
    """
    told = updates_of(section)
    is_page = is_of_updates(section)
    if not is_page:  # else `Identified: 10:05` is a field
        told = [one for one in told if one.stamp and one.stamp not in one.words]
    names = [(one.line, one.name) for one in told]
    above = sorted([*names, *((one.line, "") for one in section.walk())])
    is_beside = not is_page and len(told) > 1
    over = ("", *_OF_WORK) if is_beside else ("", "resolved", *_OF_WORK)
    posted = {line for words, line in _lines(section) if _is_posted(words)}
    return {n for n in lines if n in posted or _last_above(n, above) not in over}


def _is_posted(words: str) -> bool:
    """`Posted Jul 13, 2015 - 17:02 UTC`."""
    return bool(phrase("posted").match(words)) and _is_stamp(words)


def _last_above(line: int, above: list[tuple[int, str]]) -> str:
    place = bisect_right(above, line, key=lambda one: one[0])
    return above[place - 1][1] if place else ""


def moments_told(
    updates: Sequence[Update], clock: Clock
) -> Iterator[tuple[str, datetime, bool]]:
    """What was known when: the first update is of its detection.

    Yields:
        The kind of moment, it in UTC, and whether it has a zone.
    """
    day = clock.day
    posted: list[tuple[datetime, bool, str]] = []
    for one in updates:
        moment, has_zone = clock.moment(one.stamp, day)
        if moment:
            posted.append((moment, has_zone, one.name))
    posted.sort()
    for moment, has_zone, name in posted:
        if name in ("investigating", "identified", "issue"):
            yield "detected", moment, has_zone
            break
    for name, kind in _KINDS.items():
        ends = [one for one in posted if one[2] == name]
        for moment, has_zone, _ in ends[-1:] if kind == "restored" else ends[:1]:
            yield kind, moment, has_zone


def _lines(section: Section) -> Iterator[tuple[str, int]]:
    for block in [*section.all_blocks()][:_MOST]:
        if block.kind == "row":
            yield _row(block), block.line
        elif block.kind != "code":
            for offset, words in enumerate(block.text.splitlines()):
                yield words.strip(), block.line + offset


def _row(block: Block) -> str:
    """The name of the update first, in whatever order the columns are."""
    cells = sorted(block.cells, key=lambda cell: _NAME.fullmatch(cell.strip()) is None)
    return " | ".join(cells)


def _named(words: str) -> str | None:
    """Before the name of an update only its time may stand."""
    lead = words[:_LEAD]
    match = _NAME.search(words[: _LEAD + 20])
    if match and not _WORD.search(_undated(words[: match.start()])):
        return match["name"].lower()
    times = find_times(lead)  # `Update (14:05 UTC): Resolved. The queue has drained.`
    later = _SAID.match(words[times[-1].end :]) if times else None
    before = _undated(lead[: times[0].start]) if times else ""
    is_lead = not _WORD.search(re.sub("(?i)update", "", before))
    return later["name"].lower() if later and is_lead else None


def _tells(words: str) -> bool:
    return len(_WORD.findall(_undated(words))) >= _TELLS


def _is_stamp(words: str) -> bool:
    """A line that is only when something was posted, and by whom."""
    if len(words) > _STAMP or not find_times(words) or _named(words):
        return False
    rest = phrase("poster").sub(" ", _undated(words))
    return not _WORD.search(rest)


def _own_stamp(words: str) -> str:
    """When it was posted, before its name, right after it, or at the end."""
    match = _NAME.search(words[: _LEAD + 20])
    if match is None:
        return words[:_LEAD] if find_times(words[:_LEAD]) else ""
    before, after = words[: match.start()], words[match.end() : match.end() + _LEAD]
    if find_times(before):
        return before
    times = find_times(after)
    is_next = bool(times) and not _WORD.search(_undated(after[: times[0].start]))
    last = words[match.end() :][-_TAIL:]
    is_last = bool(find_times(last)) and not _WORD.search(_undated(last)[-_CLOSE:])
    return after if is_next else last if is_last else ""


def _undated(words: str) -> str:
    spans = [(one.start, one.end) for one in find_times(words)]
    spans += [(one.start, one.end) for one in find_days(words, year=2000)]
    for start, end in sorted(spans, reverse=True):
        words = f"{words[:start]} {words[end:]}"
    return words
