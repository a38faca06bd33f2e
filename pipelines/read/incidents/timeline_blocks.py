"""The blocks and lines of a timeline in order, as they are meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from pipelines.markdown import Block
from pipelines.read.incidents.clock import find_times
from pipelines.read.incidents.data import phrase, roles_of
from pipelines.read.incidents.days import find_days
from pipelines.read.incidents.durations import DURATION
from pipelines.read.weekdays import weekday_number

_TIME = r"\d{1,2}:[0-5]\d"
LEAD = 45  # an event begins with its time; a few marks may stand before it
_DOTTED = re.compile(
    r"^([01]?\d|2[0-3])\.([0-5]\d)(?=\s?[–—|:-]|(?: h| Uhr| hrs)?\s)", re.MULTILINE
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z\d])")
_LATER = re.compile(  # where a line goes on to what came after it
    r"(?:^|(?<=[.!?;])\s+)(?:(?:about|some|only|just) )?"
    rf"{DURATION} (?:later|after that)\b",
    re.IGNORECASE,
)
_AND_BY = re.compile(rf",?\s+(?:and|then|but) (?=(?:at|by)\s+(?:about\s+)?{_TIME})")
_NAMED = re.compile(r"[^\W\d_]{4,}")
_TIMED = re.compile(rf"\W{{0,4}}{_TIME}")
_SEVERAL = re.compile(rf"(?:[;,.]|→|->|=>)\s+(?={_TIME}(?:\s|:\s|\s?[–—-]\s))")
_LEVEL = r"(?:TRACE|DEBUG|INFO|WARN|WARNING|ERR|ERROR|FATAL|CRIT|CRITICAL)\b"
_PLAIN = re.compile(  # a line of a timeline, and none of a chat, or of a program
    rf"[ \t]*(?:\d{{4}}-\d\d-\d\d[ T])?{_TIME}"
    r"(?::[0-5]\d(?=[ \t]+[^\W\d_]))?(?![:.\d]|,\d)"
    rf"[ \t]*(?:(?!{_LEVEL})[A-Z]{{2,4}}\b(?!:))?[ \t:,|–—-]*+"
    rf"(?!<[^>\n]{{1,40}}>|\[?{_LEVEL})\S"
)
_LED = re.compile(  # what may stand before the time that begins a line
    r"\W{0,6}(?:[A-Z][a-z]{2,8}\W{1,3})?(?:(?:at|ca|around|about) )?\W{0,3}"
)
_LEFT_OPEN = re.compile(r"\b(?:at|by|until|till|from|since|about|and|to|of|the)$")
_LEAST = 3  # lines
_DIGIT = re.compile(r"\d")
_SEVERAL_TIMES = 3


def with_colons(blocks: list[Block]) -> list[Block]:
    """`21.40 – deploy` is a line of a timeline if several begin so."""
    if sum(len(_DOTTED.findall(block.text)) for block in blocks) < _SEVERAL_TIMES:
        return blocks
    return [replace(b, text=_DOTTED.sub(r"\1:\2", b.text)) for b in blocks]


def oldest_first(blocks: list[Block]) -> list[Block]:
    """Lines of a timeline in the order of time, if it is kept newest first."""
    lines = [b for b in blocks if b.kind in ("item", "row")]
    if len(lines) < len(blocks):
        return blocks  # headings or paragraphs with days lead what follows them
    clocks = [t[0].clock for b in lines if (t := find_times(b.text[:LEAD]))]
    falls = sum(later < earlier for earlier, later in pairwise(clocks))
    return blocks[::-1] if falls >= 2 and falls > len(clocks) / 2 else blocks


def weekday_after(title: str, day: date | None) -> date | None:
    """`Saturday` as a heading, in a timeline that has come to Friday."""
    name = title.strip(" :*_").lower()
    if day is None or not phrase("short_weekday").fullmatch(name):
        return None
    return day + timedelta(days=(weekday_number(name) - day.weekday()) % 7)


def is_of_a_period(block: Block) -> bool:
    """The row of a table with columns `From` and `To`: how long each thing was down."""
    roles = {role for title in block.header for role in roles_of(title)}
    return block.kind == "row" and {"started", "restored"} <= roles


def is_story(block: Block) -> bool:
    """A paragraph whose lines do not begin with times, but for a bracket or a mark."""
    for _, line in _whole_lines(block.text):
        places = [one.start for one in find_times(line[:30])]
        places += [one.start for one in find_days(line[:30], year=2000)]
        if min(places, default=3) > 2:
            return True
    return False


def lines_of(block: Block) -> list[tuple[int, str]]:
    """What the block tells, event by event, each with its line within the block.

    `09:12 deploy; 09:20 alert; 09:23 ack` are three: each time tells the words up to
    the next. Of a paragraph that tells several times each sentence is one. What came
    `Ten minutes later` is of no time of its own.
    """
    if block.kind == "row":
        return [(0, block.text)]
    return [(at, one) for at, line in _told_lines(block) for one in _of_its_time(line)]


def _of_its_time(words: str) -> list[str]:
    """Without what came later, up to the next time."""
    first, *later = _LATER.split(words)
    timed = [one[times[0].start :] for one in later if (times := find_times(one))]
    return [one for one in (first, *timed) if one.strip()]


def _told_lines(block: Block) -> list[tuple[int, str]]:
    lines = list(_whole_lines(block.text))
    is_told = block.kind == "paragraph" and len(lines) == 1
    is_listed = bool(_TIMED.match(block.text))
    if is_told and not is_listed and len(find_times(block.text)) > 1:
        told = _SENTENCE.split(lines[0][1])
        return [(0, words) for one in told for words in _AND_BY.split(one)]
    return [
        (offset, words)
        for offset, line in lines
        for one in (_SEVERAL.split(line) if _TIMED.match(line) else [line])
        for words in _AND_BY.split(one)
    ]


def plain_lines(block: Block) -> list[tuple[int, str]]:
    """The lines of a timeline that is set as code; none of a chat, or of a log."""
    lines = block.text.splitlines() if block.kind == "code" else []
    told = [(n, line) for n, line in enumerate(lines) if _PLAIN.match(line)]
    return told if len(told) >= _LEAST and len(told) * 2 >= len(lines) else []


def _whole_lines(text: str) -> Iterator[tuple[int, str]]:
    """Lines with their place; below one with a time, those without go on with it."""
    whole: list[tuple[int, str]] = []
    for offset, line in enumerate(text.splitlines()):
        before = whole[-1][1] if whole else ""
        goes_on = _TIMED.match(before) and (
            not _DIGIT.search(line[:LEAD]) or _is_wrapped(before, line)
        )
        if goes_on or (offset == 1 and _is_only_when(before)):
            whole[-1] = (whole[-1][0], f"{before} {line.strip()}")
        else:
            whole.append((offset, line))
    yield from whole


def _is_wrapped(before: str, line: str) -> bool:
    """`24 hours (at 01:00), but` goes on a sentence: no time begins it."""
    places = [one.start for one in find_times(line[:LEAD])]
    places += [one.start for one in find_days(line[:LEAD], year=2000)]
    return bool(_LEFT_OPEN.search(before)) or not _LED.fullmatch(
        line[: min(places, default=LEAD)]
    )


def _is_only_when(line: str) -> bool:
    """`Jan 8, 14:51 UTC` over what happened then."""
    days, times = find_days(line, year=2000), find_times(line)
    if len(days) != 1 or len(times) != 1:
        return False
    rest = line.replace(days[0].words, " ").replace(
        line[times[0].start : times[0].end], " "
    )
    return not _NAMED.search(phrase("weekday").sub(" ", f" {rest}"))
