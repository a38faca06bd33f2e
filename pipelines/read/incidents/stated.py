"""Durations that a write-up states, in fields or in so many words."""

from __future__ import annotations

import re

from pipelines.read.incidents.durations import DURATION, minutes_of, sum_of
from pipelines.read.incidents.fields import Field
from pipelines.read.incidents.records import DurationKind, StatedDuration

_BY_ROLE: tuple[tuple[str, DurationKind], ...] = (
    ("minutes_restore", "restore"),
    ("minutes_resolve", "resolve"),
    ("minutes_repair", "repair"),
    ("minutes_mitigate", "mitigate"),
    ("minutes_duration", "duration"),
    ("minutes_detect", "detect"),
)
_APPROX = (
    r"(?:(?:about|around|approximately|approx\.?|roughly|nearly|almost|over|just over"
    r"|just under|more than|a total of|some|~|≈)\s?){0,2}"
)
_DOWN = (
    r"(?:down|unavailable|unreachable|offline|degraded|inaccessible|broken|interrupted"
    r"|disrupted|failing|out)"
)
_TIME = rf"{_APPROX}(?P<d>{DURATION})"
_PROSE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:lasting|lasted|lasts)(?: for)? {_TIME}",
        rf"\b{_DOWN} (?:[\w-]+ ){{0,4}}?for {_TIME}",
        r"\b(?:outage|incident|downtime|disruption|interruption|degradation)s?"
        rf"(?: [\w-]+){{0,4}}? (?:of|for) {_TIME}",
        rf"(?<![\w.]){_TIME}(?: long)?(?: of)?(?: [\w-]+){{0,2}}"
        r" (?:outage|downtime|disruption|interruption|service interruption)\b",
        r"\b(?:restored|resolved|recovered|back to normal|fixed|stable again"
        rf"|operational)(?: [\w-]+){{0,4}}? (?:after|within|in) {_TIME}",
    )
)
_FOR = re.compile(rf"\bfor {_APPROX}(?P<d>{DURATION})", re.IGNORECASE)
_HARM = re.compile(
    r"\b(?:down|unavailable|outage|offline|unreachable|degraded|errors?|5\d\ds?"
    r"|fail(?:ed|ing|ures?)?|inaccessible|late|slow|delayed|stuck|stalled|blocked"
    r"|not work(?:ing)?|could not"
    r"|couldn't|unable|timeouts?|timed out|impacted|affected)\b",
    re.IGNORECASE,
)
_REPEATED = re.compile(
    r"\b(?:every|each|per|timeout of|wait(?:ed|ing)?)\b", re.IGNORECASE
)
_ORDER: tuple[DurationKind, ...] = ("restore", "resolve", "repair", "duration")


def stated_durations(
    fields: list[Field], prose: str, lines: list[str], line: int
) -> list[StatedDuration]:
    """Those of fields; the first of the prose if no field states how long it lasted.

    Args:
        fields: Of the incident.
        prose: Its words, without its fields' marks.
        lines: Of the document, to quote from.
        line: 1-based first line of the incident.
    """
    found: list[StatedDuration] = []
    for field in fields:
        for role, kind in _BY_ROLE:
            if role in field.roles and (minutes := _minutes_in(field)) is not None:
                quote = lines[field.line - 1].strip()[:300]
                found.append(StatedDuration(kind, minutes, field.line, quote))
    if not any(duration.kind in _ORDER for duration in found):
        found += _in_prose(prose, lines, line)
    return found


def _minutes_in(field: Field) -> int | None:
    value = field.value or next(iter(field.below), "")
    if "minutes" in field.name and re.fullmatch(r"\W*\d{1,5}\W*", value):
        value += " minutes"
    return minutes_of(_last_in(value))


def minutes_to_restore(durations: list[StatedDuration]) -> int | None:
    """The one of them that says how long it took until service was restored."""
    for kind in _ORDER:
        for duration in durations:
            if duration.kind == kind:
                return duration.minutes
    return None


def _last_in(value: str) -> str:
    """`16:58 - 18:46 UTC (1h 48m)` states 1h 48m."""
    if minutes_of(value) is not None and not re.match(r"\W*\d{1,2}:\d\d\W", value):
        return value
    inside = re.search(r"[(=:]\s*([^()=]*\d[^()=]*)\)?\s*$", value)
    if inside and re.search(DURATION, inside[1], re.IGNORECASE):
        return inside[1]
    return (
        value
        if not re.search(r"\d{1,2}:\d\d\s*(?:\w+\s*)?(?:-|–|—|to)\s*", value)
        else ""
    )


def _in_prose(prose: str, lines: list[str], line: int) -> list[StatedDuration]:
    for sentence in re.split(r"(?<=[.!?])\s", prose[:20_000]):
        flat = " ".join(sentence.split())[:1_000]
        match = next((m for p in _PROSE if (m := p.search(flat))), None)
        if match is None and _HARM.search(flat):
            match = _FOR.search(flat)
        if match and not _REPEATED.search(flat):
            words = match["d"].split()
            at = next(
                (
                    n
                    for n in range(line, len(lines) + 1)
                    if words[0] in lines[n - 1].split()
                ),
                line,
            )
            quote = lines[at - 1].strip()[:300] if lines else ""
            return [StatedDuration("duration", sum_of(match["d"]), at, quote)]
    return []
