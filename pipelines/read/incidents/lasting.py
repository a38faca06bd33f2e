"""Durations that a sentence tells of: which of them are of the trouble itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from pipelines.read.incidents.data import load
from pipelines.read.incidents.durations import DURATION, sum_of
from pipelines.read.incidents.headings import parts_of_title
from pipelines.read.incidents.prose import Sentence
from pipelines.read.incidents.records import DurationKind, StatedDuration

_APPROX = (
    r"(?:(?:a (?:little|bit) (?:over|under|more than|less than)"
    r"|slightly (?:over|more than|less than|under)|well over|about|around|approximately"
    r"|approx\.?|roughly|nearly|almost|over|just over|just under|just|only|close to"
    r"|under|more than|less than|at least|up to|a total of|in total|some|circa|ca\."
    r"|the better part of|another|~|≈)\s?){0,2}"
)
_ROUGH = re.compile(
    r"(?P<rough>\b(?:over|under|more than|less than|about|around|approx(?:imately|\.)?"
    r"|roughly|nearly|almost|close to|at least|up to|some|circa|ca\.)\s|[~≈]\s?)?"
    rf"(?P<d>{DURATION})",
    re.IGNORECASE,
)
_TIME = rf"{_APPROX}(?P<d>{DURATION})"
_CLOCK = r"\d{1,2}:\d\d(?::\d\d)?\s?(?:[ap]\.?m\.?\s?)?(?:[A-Z]{1,4}\s?)?"
_DURATION = re.compile(DURATION, re.IGNORECASE)
_FOR = re.compile(rf"\bfor {_TIME}", re.IGNORECASE)
_AFTER = (  # how long it took, where it is told how it was noticed
    re.compile(rf"\b(?:within|after|took(?: us)?) {_TIME}", re.IGNORECASE),
    re.compile(rf"(?<![\w.]){_TIME} (?:after|into|later)\b", re.IGNORECASE),
)
_JOINT = re.compile(r"^ (?:on|in|for) [^.;:]{2,60}\b(?:and|then)(?: again)? $", re.I)
_ASKED = re.compile(r"(?: later|[ -]window)$", re.I)  # by the pattern itself
_REST_OF_WORD = re.compile(r"\w*")
_LABEL = 40  # characters of a label
_ALONE = re.compile(rf"^\W*{_TIME}(?:\W*$|\.\s)", re.IGNORECASE)
_OTHER, _RATE = 45, 40  # characters before and after one that may be of other trouble
_NEAR = 60  # characters around a duration that may give it to another thing


def told_in(
    sentence: Sentence, *, is_story: bool = True, is_opening: bool = False
) -> Iterator[tuple[DurationKind, str]]:
    """The kinds of duration that a sentence tells, each with the words of one.

    Of several of the trouble the longest is the whole of it.

    Args:
        sentence: Its part and its words tell whether `for two hours` is of trouble.
        is_story: False outside of the parts that tell it: then only what is said to be
            of the incident counts.
        is_opening: One of the first, which say what it is about.
    """
    text = sentence.text
    detected = [m for m in _matches("detect", text) if _is_own(m, text)]
    if sentence.part == "detection":
        detected += [m for p in _AFTER for m in p.finditer(text) if _is_own(m, text)]
    if detected:
        yield "detect", detected[0]["d"]
    held_up = [] if _by_design(text) else _matches("mitigate", text)
    if held_up := [m for m in held_up if _is_own(m, text)]:
        yield "mitigate", held_up[0]["d"]
    taken = {match.span("d") for match in (*detected, *held_up)}
    found = [m for m in _matches("duration", text) if _is_own(m, text)]
    found = [m for m in found if not _re("after_change").search(text[m.end("d") :])]
    if _is_of_work(text):
        found = []
    if is_story and (alone := _ALONE.match(text)):
        found.append(alone)
    is_impact = sentence.part == "impact" or _is_of_impact(text)
    is_told = is_opening and bool(_re("past").search(text))
    is_of_it = is_impact or is_told or _re("harm").search(text)
    if is_story and is_of_it:
        found += [m for m in _FOR.finditer(text) if _is_own(m, text)]
    taken |= {match.span("d") for match in _matches("led_up", text)}
    whole = [match["d"] for match in found if match.span("d") not in taken]
    whole = [words for words in whole if sum_of(words)]  # seconds are of a request
    if whole:
        yield "duration", max(whole, key=sum_of)


def _by_design(text: str) -> bool:
    """`Jobs are paused 10 minutes after the first error`: what it always does."""
    return not _re("past").search(text) or bool(_re("habit").search(text))


def _is_of_work(text: str) -> bool:
    """`From 10:00 to 12:00 (2 hours) we upgraded it` is of no trouble, nor its end."""
    is_work = re.search(load("events.yml")["work"], text.lower())
    return bool(is_work) and not (_re("harm").search(text) or _over().search(text))


@cache
def _over() -> re.Pattern[str]:
    words = load("durations.yml")["words"]
    return re.compile(
        rf"\b(?:{words['OVER']}|{words['HARM']}|restor\w+|recover\w*)\b", re.I
    )


def is_rough(duration: StatedDuration) -> bool:
    """Whether it is stated as about so long: `~30 min`, `nearly two hours`."""
    own = [
        m for m in _ROUGH.finditer(duration.quote) if sum_of(m["d"]) == duration.minutes
    ]
    return bool(own) and all(m["rough"] for m in own)


def further_in(sentence: Sentence) -> Iterator[str]:
    """Durations that are by their own words of the trouble, or of a part of it.

    Of trouble `for 25 minutes on Monday, and for an hour on Tuesday` either.
    """
    several = [m for m in _FOR.finditer(sentence.text) if _is_own(m, sentence.text)]
    if len(several) > 1 and _re("harm").search(sentence.text[: several[0].start()]):
        joints = (
            sentence.text[one.end() : other.start()] for one, other in pairwise(several)
        )
        if all(_JOINT.search(words) for words in joints):
            yield from (one["d"] for one in several)
    for match in _matches("further", sentence.text):
        if _is_own(match, sentence.text):
            yield match["d"]


def _is_of_impact(text: str) -> bool:
    """`Impact: ...`, `What you saw: ...`."""
    label, mark, _ = text.partition(":")
    return bool(mark) and len(label) < _LABEL and "impact" in parts_of_title(label)


def _is_own(match: re.Match[str], text: str) -> bool:
    """Not of a timeout, a window, an age, or of what was before."""
    start, end = match.span("d")
    end = match.end() if _ASKED.search(match[0]) else end
    before = text[max(0, start - _NEAR) : start]
    after = text[end : end + _NEAR]
    last = _REST_OF_WORD.match(text, min(end + _RATE, len(text)))
    around = text[max(0, start - _OTHER) : last.end() if last else end]
    if _re("other").search(around):  # `slow` is no `slo`
        return False
    if _re("idiom").search(text[:end][-_NEAR:]):
        return False
    return not (_re("not_before").search(before) or _re("not_after").search(after))


def is_of_all(text: str) -> bool:
    """`Overall the outage took three hours`: not only a part of it."""
    return bool(_re("whole").search(text))


def _matches(kind: str, text: str) -> list[re.Match[str]]:
    found = [match for one in _patterns(kind) for match in one.finditer(text)]
    wholes = [m.span() for m in _DURATION.finditer(text)] if found else []
    return [m for m in found if not _is_cut(m.start("d"), wholes)]


def _is_cut(start: int, wholes: list[tuple[int, int]]) -> bool:
    """`25 minutes` of `1 hour, 25 minutes`."""
    return any(first < start < end for first, end in wholes)


@cache
def _patterns(kind: str) -> tuple[re.Pattern[str], ...]:
    data = load("durations.yml")
    words = {"T": _TIME, "CLOCK": _CLOCK, **data["words"]}
    return tuple(
        re.compile(pattern.format(**words), re.IGNORECASE) for pattern in data[kind]
    )


@cache
def _re(name: str) -> re.Pattern[str]:
    return re.compile(load("durations.yml")[name], re.IGNORECASE)
