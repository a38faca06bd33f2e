"""Durations that a write-up states, in fields or in so many words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipelines.read.incidents.clock import find_times
from pipelines.read.incidents.data import phrase, roles_of
from pipelines.read.incidents.durations import DURATION, minutes_of, sum_of
from pipelines.read.incidents.fields import Field
from pipelines.read.incidents.headings import parts_of_title
from pipelines.read.incidents.lasting import further_in, is_of_all, told_in
from pipelines.read.incidents.prose import Sentence, is_field
from pipelines.read.incidents.records import DurationKind, StatedDuration

_BY_ROLE: tuple[tuple[str, DurationKind], ...] = (
    ("minutes_restore", "restore"),
    ("minutes_resolve", "resolve"),
    ("minutes_repair", "repair"),
    ("minutes_mitigate", "mitigate"),
    ("minutes_duration", "duration"),
    ("minutes_detect", "detect"),
    ("minutes_acknowledge", "acknowledge"),
)
_NAMED = re.compile(
    r"(?<!minimum )(?<!average )(?<!shortest )(?<!median )"
    r"\b(?P<name>TT[DRM]|MTT[DRM]|time[ -]to[ -][a-z]{3,12}|duration|downtime)\s?"
    r"(?:\([^()]{1,30}\)\s?)?(?:(?::|=|was|of|is)\s?|(?<=\s)(?=[~≈]?\s?\d))(?=(?P<value>[^\s].{0,40}))",
    re.IGNORECASE,
)
_CLOCKED = re.compile(r"\W*\d{1,3}:[0-5]\d(?::[0-5]\d)?\s*(?:h|hrs?|hours?)?\W*", re.I)
_IN_MINUTES = re.compile(r"\bmin(?:ute)?s?\b", re.IGNORECASE)
_IN_HOURS = re.compile(r"\b(?:hours?|hrs?|h)\b", re.IGNORECASE)
_LENGTH = re.compile(rf"\W*(?:about |approx\.? )?{DURATION}\W*", re.IGNORECASE)
_FOR_LENGTH = re.compile(
    rf"\d\D{{0,12}} for (?:about |approx\.? )?{DURATION}\W*$", re.I
)
_SHARE = 0.1  # by which a rough length may be off
_OPENING = 3  # sentences, the title among them
_ORDER: tuple[DurationKind, ...] = ("restore", "resolve", "repair", "duration")


def stated_durations(
    fields: list[Field],
    sentences: list[Sentence],
    lines: list[str],
    others: Iterable[Sentence] = (),
) -> list[StatedDuration]:
    """Those of fields; the first of the prose if no field states how long it lasted.

    Args:
        fields: Of the incident.
        sentences: In which it is told.
        lines: Of the document, to quote from.
        others: In which it may be mentioned, if nothing else tells how long it lasted.
    """
    found = [*_in_fields(fields, lines)]
    for duration in _named(sentences, lines):
        if all(duration.kind != other.kind for other in found):
            found.append(duration)
    kinds = {duration.kind for duration in found}
    is_stated = bool(kinds & {*_ORDER})
    front = [Sentence(one.value, one.line, "impact") for one in _impacts(fields)]
    for duration in _in_prose([*sentences, *front], lines):
        is_known = is_stated if duration.kind == "duration" else duration.kind in kinds
        if not is_known:
            found.append(duration)
    found += _further(sentences, {one.minutes for one in found}, lines)
    kinds = {duration.kind for duration in found}
    wanted = {"detect"} - kinds | ({"duration"} if not kinds & {*_ORDER} else set())
    mentioned = _in_prose(others, lines, is_story=False) if wanted else ()
    return [*found, *(one for one in mentioned if one.kind in wanted)]


def _in_fields(fields: list[Field], lines: list[str]) -> Iterator[StatedDuration]:
    for field in fields:
        is_window = "window" in field.roles and not find_times(field.value)
        is_length = bool(phrase("trouble").match(field.name)) and _is_length(field)
        is_of_it = is_window or is_length or bool(_length_at_end(field))
        roles = field.roles | ({"minutes_duration"} if is_of_it else set())
        for role, kind in _BY_ROLE:
            minutes = _minutes_in(field) if role in roles else None
            if minutes is not None and (minutes or kind not in _ORDER):
                quote = lines[field.line - 1].strip()[:300]
                yield StatedDuration(kind, minutes, field.line, quote)


def _impacts(fields: list[Field]) -> Iterator[Field]:
    """`impact: Logins failed for 35 minutes` in front matter."""
    yield from (
        one for one in fields if one.is_front and "impact" in parts_of_title(one.label)
    )


def _is_length(field: Field) -> bool:
    """`Outage: 1 h 35 min`, and no more."""
    return bool(_LENGTH.fullmatch(field.value))


def _length_at_end(field: Field) -> str:
    """`2 h` in `When: 2021-05-19, from 08:40 for 2 h`."""
    is_when = field.roles & {"day", "day_strong", "window", "started"}
    found = _FOR_LENGTH.search(field.value) if is_when else None
    return found[0].rpartition(" for ")[2] if found else ""


def _further(
    sentences: list[Sentence], known: set[int], lines: list[str]
) -> Iterator[StatedDuration]:
    """Others that are by their own words of the trouble (`an hour of downtime`)."""
    for sentence in sentences:
        for words in further_in(sentence):
            if (minutes := sum_of(words)) not in known:
                known.add(minutes)
                yield duration_at("duration", minutes, sentence, words, lines)


def _minutes_in(field: Field) -> int | None:
    if words := _length_at_end(field):
        return sum_of(words)
    value = field.value or next(iter(field.below), "")
    if _IN_MINUTES.search(field.label) and re.fullmatch(r"\W*\d{1,5}\W*", value):
        value += " minutes"
    if _IN_HOURS.search(field.label) and re.fullmatch(
        r"\W*\d{1,4}(?:\.\d{1,2})?\W*", value
    ):
        value += " hours"
    return minutes_of(_last_in(value))


def time_to_restore(durations: list[StatedDuration]) -> StatedDuration | None:
    """The one of them that says how long it took until service was restored."""
    ranked = sorted(
        (one for one in durations if one.kind in _ORDER),
        key=lambda one: _ORDER.index(one.kind),
    )
    return next(iter(ranked), None)


def _last_in(value: str) -> str:
    """`16:58 - 18:46 UTC (1h 48m)` states 1h 48m."""
    if _CLOCKED.fullmatch(value):
        return value
    if re.match(r"\W*\d{1,2}:\d\d\W", value) and _is_a_time_of_day(value):
        return ""
    if minutes_of(value) is not None and not re.match(r"\W*\d{1,2}:\d\d\W", value):
        return value
    inside = re.search(r"[(=:]\s*([^()=]*\d[^()=]*)\)?\s*$", value)
    if inside and (
        re.search(DURATION, inside[1], re.IGNORECASE)
        or re.match(r"\s*\d{1,3}:[0-5]\d\s*h", inside[1], re.IGNORECASE)
    ):
        return inside[1]
    return (
        value
        if not re.search(r"\d{1,2}:\d\d\s*(?:\w+\s*)?(?:-|–|—|to)\s*", value)
        else ""
    )


def _is_a_time_of_day(value: str) -> bool:
    """`16:22 EDT`, `4:22 pm`, and no length in brackets."""
    times = find_times(value)
    is_half = re.match(r"\W*[\d:]+ ?[ap]\.?m\b", value, re.IGNORECASE)
    is_one = len(times) == 1 and not re.search(DURATION, value[5:], re.IGNORECASE)
    return is_one and bool(times[0].zone or is_half)


def _named(sentences: list[Sentence], lines: list[str]) -> Iterator[StatedDuration]:
    """`TTD: 12 min, TTR: 01:30` within a sentence."""
    for sentence in sentences:
        for match in _NAMED.finditer(sentence.text):
            roles = roles_of(match["name"])
            minutes = minutes_of(_last_in(match["value"]))
            for role, kind in _BY_ROLE:
                if role in roles and minutes is not None:
                    yield duration_at(kind, minutes, sentence, match["value"], lines)


def _in_prose(
    sentences: Iterable[Sentence], lines: list[str], *, is_story: bool = True
) -> Iterator[StatedDuration]:
    """Of each kind the first that a sentence tells.

    A longer one of all goes before it, and one told exactly before one told roughly.
    """
    found: dict[DurationKind, StatedDuration] = {}
    rough: set[DurationKind] = set()
    place = -1  # among those that are no fields
    for sentence in sentences:
        place += not is_field(sentence.text)
        is_opening = is_story and place < _OPENING
        for kind, words in told_in(sentence, is_story=is_story, is_opening=is_opening):
            known, minutes = found.get(kind), sum_of(words)
            is_longer = known is not None and minutes > known.minutes
            is_same = known is not None and _is_about(minutes, known.minutes)
            is_rough = _is_rough(sentence.text, words)
            is_exacter = kind in rough and is_same and not is_rough
            if known is None or is_exacter or (is_longer and is_of_all(sentence.text)):
                found[kind] = duration_at(kind, minutes, sentence, words, lines)
                rough = rough | {kind} if is_rough else rough - {kind}
    yield from found.values()


def _is_rough(sentence: str, words: str) -> bool:
    """As in `for around 10 hours`."""
    return bool(phrase("rough").search(sentence[: sentence.find(words)]))


def _is_about(minutes: int, others: int) -> bool:
    return abs(minutes - others) <= _SHARE * others


def duration_at(
    kind: DurationKind, minutes: int, sentence: Sentence, words: str, lines: list[str]
) -> StatedDuration:
    """Cited at the line that has its first word, from the sentence's block on."""
    word = words.split()[0]
    place = range(sentence.line, min(len(lines), sentence.line + 40) + 1)
    line = next((n for n in place if word in lines[n - 1]), sentence.line)
    quote = lines[line - 1].strip()[:300] if lines else ""
    return StatedDuration(kind, minutes, line, quote)
