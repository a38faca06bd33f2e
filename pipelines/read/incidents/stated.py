"""Durations that a write-up states, in fields or in so many words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.read.incidents.data import bare, field_roles
from pipelines.read.incidents.durations import DURATION, minutes_of, sum_of
from pipelines.read.incidents.fields import Field
from pipelines.read.incidents.prose import Sentence
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
    r"(?:(?:a (?:little|bit) (?:over|under)|slightly (?:over|more than|less than)"
    r"|well over|about|around|approximately|approx\.?|roughly|nearly|almost|over"
    r"|just over|just under|under|more than|less than|at least|up to|a total of"
    r"|in total|some|~|≈)\s?){0,2}"
)
_DOWN = (
    r"(?:down|unavailable|unreachable|offline|degraded|inaccessible|broken|interrupted"
    r"|disrupted|failing|out|stale|unresponsive|affected|impacted|slow)"
)
_TIME = rf"{_APPROX}(?P<d>{DURATION})"
_CLOCK = r"\d{1,2}:\d\d(?::\d\d)?\s?(?:[ap]\.?m\.?\s?)?(?:[A-Z]{1,4}\s?)?"
_PROSE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:lasting|lasted|lasts)(?: for)?(?: a total of)? {_TIME}",
        rf"\b{_CLOCK}(?:-|–|—|to|until|and)\s{{0,2}}{_CLOCK}[,;]?\s?\(?(?:for )?"
        rf"(?:a total of )?{_TIME}",
        rf"\b{_DOWN} (?:[\w-]+ ){{0,4}}?for {_TIME}",
        r"\b(?:outage|incident|downtime|disruption|interruption|degradation|impact)s?"
        rf"(?: [\w-]+){{0,4}}? (?:of|for|was|is|took|totall?ed) {_TIME}",
        rf"(?<![\w.]){_TIME}(?: long)?(?: of)?(?: [\w-]+){{0,2}}"
        r" (?:outage|downtime|disruption|interruption|service interruption|degradation"
        r"|incident)\b",
        r"\b(?:restored|resolved|recovered|back to normal|fixed|stable again|mitigated"
        rf"|operational)(?: [\w-]+){{0,4}}? (?:after|within|in) {_TIME}",
        rf"\ba total of (?P<d>{DURATION})",
        rf"\btook(?: us)? {_TIME} (?:to|until|before) (?:\w+ )?(?:restor|recover|resolv"
        r"|fix|bring|get back|everything)",
        rf"\bno (?:[\w-]+ ){{1,3}}?for {_TIME}",
        rf"(?<![\w.]){_TIME} of (?:[\w-]+ ){{0,3}}?(?:failed|failing|broken|degraded"
        r"|lost|missing|slow|elevated|errors?|failures?|unavailability)\b",
        r"\b(?:thing|incident|outage|episode|event|disruption|everything|all|this) took"
        rf" {_TIME}(?! to\b)",
    )
)
_FOR = re.compile(rf"\bfor {_APPROX}(?P<d>{DURATION})", re.IGNORECASE)
_NAMED = re.compile(
    r"\b(?P<name>TT[DRM]|MTT[DRM]|time to [a-z]{3,12}|duration|downtime)\s?"
    r"(?:\([^()]{1,30}\)\s?)?(?:(?::|=|was|of|is)\s?|(?<=TT[DRM]\s))(?=(?P<value>[^\s].{0,40}))",
    re.IGNORECASE,
)
_HARM = re.compile(
    r"\b(?:down|unavailable|outage|offline|unreachable|degraded|errors?|5\d\ds?"
    r"|fail(?:ed|ing|ures?)?|inaccessible|late|slow|delayed|stuck|stalled|blocked"
    r"|not work(?:ing)?|not \w+ed|could not|not be|stale|wrong|incorrect\w*|corrupt\w*"
    r"|missing|lost|rejected|hung|crash\w*|no \w+ (?:were|was|could|got)|nothing"
    r"|nobody could|couldn't|unable|timeouts?|timed out|impacted|affected|stopped"
    r"|not respond\w*|disrupted|interrupted|unresponsive|experienced|ignored|refused"
    r"|dropped|skipped|frozen|gone|declined|denied|throttled|duplicated|split|leaked"
    r"|exposed|empty|suspended|halted|paused|disabled|closed)\b",
    re.IGNORECASE,
)
_IMPACT = re.compile(
    r"\W*(?:[a-z]+ )?(?:impact|effects?|consequences?|symptoms?)\b[^:]{0,20}:",
    re.IGNORECASE,
)
_REPEATED = re.compile(
    r"\b(?:every|each|per|timeout of|wait(?:ed|ing)?|last|past|next|ago|retention|cache"
    r"|TTL|keeps?|kept|(?:investigat|deploy)\w+ for)\b",
    re.IGNORECASE,
)
_ORDER: tuple[DurationKind, ...] = ("restore", "resolve", "repair", "duration")


def stated_durations(
    fields: list[Field], sentences: list[Sentence], lines: list[str]
) -> list[StatedDuration]:
    """Those of fields; the first of the prose if no field states how long it lasted.

    Args:
        fields: Of the incident.
        sentences: In which it is told.
        lines: Of the document, to quote from.
    """
    found: list[StatedDuration] = []
    for field in fields:
        for role, kind in _BY_ROLE:
            if role in field.roles and (minutes := _minutes_in(field)) is not None:
                quote = lines[field.line - 1].strip()[:300]
                found.append(StatedDuration(kind, minutes, field.line, quote))
    for duration in _named(sentences, lines):
        if all(duration.kind != other.kind for other in found):
            found.append(duration)
    if not any(duration.kind in _ORDER for duration in found):
        found += _in_prose(sentences, lines)
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


def _named(sentences: list[Sentence], lines: list[str]) -> Iterator[StatedDuration]:
    """`TTD: 12 min, TTR: 01:30` within a sentence."""
    for sentence in sentences:
        for match in _NAMED.finditer(sentence.text):
            roles = field_roles().get(bare(match["name"]), frozenset())
            minutes = minutes_of(_last_in(match["value"]))
            for role, kind in _BY_ROLE:
                if role in roles and minutes is not None:
                    yield _duration(kind, minutes, sentence, match["value"], lines)


def _in_prose(sentences: list[Sentence], lines: list[str]) -> list[StatedDuration]:
    for sentence in sentences:
        flat = sentence.text
        found = [m for pattern in _PROSE for m in pattern.finditer(flat)]
        is_harm = _HARM.search(flat) and not _REPEATED.search(flat)
        is_impact = sentence.part == "impact" or _IMPACT.match(flat)
        if is_harm or is_impact:
            found += _FOR.finditer(flat)
        # Of several, the whole of it is the longest.
        match = max(found, key=lambda m: sum_of(m["d"]), default=None)
        if match and not re.search(r"\b(?:every|each|per)\b", flat):
            minutes = sum_of(match["d"])
            return [_duration("duration", minutes, sentence, match["d"], lines)]
    return []


def _duration(
    kind: DurationKind, minutes: int, sentence: Sentence, words: str, lines: list[str]
) -> StatedDuration:
    """Cited at the line that has its first word, from the sentence's block on."""
    word = words.split()[0]
    place = range(sentence.line, min(len(lines), sentence.line + 40) + 1)
    line = next((n for n in place if word in lines[n - 1]), sentence.line)
    quote = lines[line - 1].strip()[:300] if lines else ""
    return StatedDuration(kind, minutes, line, quote)
