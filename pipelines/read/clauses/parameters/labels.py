"""The labels that a clause names, and how many of them it asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any
from urllib.parse import unquote

from pipelines.read.clauses.parameters.neighbours import speaks_of_labels
from pipelines.read.clauses.parameters.placeholders import (
    as_glob,
    is_glob,
    named_after,
    shared_brackets,
)
from pipelines.read.clauses.parameters.reading import (
    Reading,
    Span,
    pattern,
    unique,
    whole_words,
    words,
)
from pipelines.read.clauses.parameters.roles import is_of_others, roles
from pipelines.read.labels.mentions import between

_URL = re.compile(
    r"https?://[\w.-]{1,100}/[\w.-]{1,100}/[\w.-]{1,100}/labels/([\w%.:~!*'+-]{1,100})"
)
_TILDE = re.compile(  # `~bug`, `~"help wanted"`
    r"(?<![\w~`/])~(?:\"([^\"]{1,60})\"|([a-zA-Z][\w.-]{0,40}(?:::?[\w.-]{1,40})*\w))"
)
_CODE = re.compile(r"`[^`]*`")
_ALSO = re.compile(  # `labelled bug or feature`
    r",?\s+or\s+([a-z0-9]+(?:[:/_-][a-z0-9]+)*)(?=[.,;:)]|$|\s+(?:and|or|are|is|must)\b)"
)
_AND_ONE = re.compile(  # `x` and one of `y` or `z`: no one mode holds for all of them
    r"`(?:\s+label)?,?\s+(?:and|plus|with)\s+(?:also\s+)?(?:at\s+least\s+)?(?:one|any|either)"
    r"(?:\s+of)?\s+`",
    re.IGNORECASE,
)
_TO = re.compile(r"\s*(?:-|–|—|to|through|\.{2,3}|…)\s*", re.IGNORECASE)
_MAX_BOLD_WORDS = 3


def labels(reading: Reading) -> dict[str, Any]:
    """`labels`, `label_globs`, `label_mode`."""
    start = _end_of_before(reading)
    spans = [
        span for span, role in roles(reading) if role == "label" and span.start >= start
    ]
    named = [name for span in _ranged(spans, reading) for name in span]
    named += [
        match[1] or match[2] for match in _TILDE.finditer(_without_code(reading.sense))
    ]
    named += [unquote(url) for url in _URL.findall(reading.sense)]
    if not named and speaks_of_labels(reading.sense):
        named = _unmarked(reading)
    named = named or [one for one in reading.bold if _is_family(one, reading.sense)]
    exact, globs = _told_apart(named)
    found: dict[str, Any] = {}
    if exact:
        found["labels"] = exact
    if globs:
        found["label_globs"] = globs
    if mode := _mode(reading, len(exact) + len(globs), has_glob=bool(globs)):
        found["label_mode"] = mode
    return found


def _told_apart(named: list[str]) -> tuple[list[str], list[str]]:
    """The names of one label each, and those that stand for many, as globs."""
    brackets = shared_brackets(named)
    parts = [named_after(name, brackets) for name in named]
    exact = [f"{before}{name}" for before, name in parts if not is_glob(name)]
    globs = [f"{before}{as_glob(name)}" for before, name in parts if is_glob(name)]
    return unique(exact), unique(globs)


def _without_code(text: str) -> str:
    return _CODE.sub(lambda m: " " * len(m[0]), text)


def _end_of_before(reading: Reading) -> int:
    """Where a lead-in ends that tells what comes later: `Before it is marked `x`:`."""
    is_later = reading.sense.lower().startswith(("before ", "prior to "))
    return len(reading.sense) - len(reading.own) if is_later else 0


def _ranged(spans: list[Span], reading: Reading) -> Iterator[list[str]]:
    """The name of each span, and of what a range leaves out: `sev1`-`sev4`."""
    for place, span in enumerate(spans):
        yield [_bare(span.text)]
        after = spans[place + 1] if place + 1 < len(spans) else None
        if after and _TO.fullmatch(reading.sense[span.end : after.start]):
            yield between(_bare(span.text), _bare(after.text))


def _bare(text: str) -> str:
    """A label without the tilde and the quotes around it."""
    return text.removeprefix("~").strip('"')


def _unmarked(reading: Reading) -> list[str]:
    """Labels without a code span: `labelled bug`, `the needs-review label`, bold."""
    bare = [
        name
        for key in ("labelled", "marked", "the_label", "colon")
        for match in pattern("label_phrases", key).finditer(reading.sense)
        for name in (
            *filter(None, match.groups()),
            *_also(reading.sense[match.end() :]),
        )
        if not pattern("label_phrases", "no_label_words").fullmatch(name)
    ]
    bare += list(_listed(reading.sense))
    not_names = words()["label_phrases"]["not_names"]
    found = [name for name in bare if name.lower() not in not_names]
    for bold in reading.bold:
        _, _, after = reading.sense.partition(bold)
        is_short = len(bold.split()) <= _MAX_BOLD_WORDS
        is_entry = reading.own.startswith(f"{bold.strip(' :')}:")  # of a list of labels
        if is_short and (is_entry or re.match(r"\s+label\b", after)):
            found.append(bold)
    return found + list(_linked(reading))


def _is_family(bold: str, sense: str) -> bool:
    """`a **Help Wanted** ticket`: a name that nearly everybody knows as a label's."""
    is_known = re.fullmatch(words()["label_families"], bold, re.IGNORECASE)
    return bool(is_known) and bold in sense


def _listed(text: str) -> Iterator[str]:
    """`label it bug, feature or question`: names that a comma or an `or` joins."""
    for match in _lists().finditer(text):
        listed = next(group for group in match.groups() if group)
        yield from re.split(r",\s*(?:or\s+|and\s+)?|\s+(?:or|and)\s+", listed)


@cache
def _lists() -> re.Pattern[str]:
    name = r"[A-Za-z0-9][\w:/-]{1,30}"
    joint = r"(?:,\s*(?:or\s+|and\s+)?|\s+(?:or|and)\s+)"
    listed = rf"{name}(?:{joint}{name}){{0,6}}"
    said: str = words()["label_phrases"]["listed"]
    return whole_words(said.replace("LIST", listed))


def _linked(reading: Reading) -> Iterator[str]:
    """The text of a link to a label, which the sentence calls one."""
    for text, target in reading.links:
        if _URL.match(target) and f"{text} label" in reading.sense:
            yield text


def _also(after: str) -> list[str]:
    """The name that an `or` adds to a label."""
    found = _ALSO.match(after)
    return [found[1]] if found else []


def _mode(reading: Reading, count: int, *, has_glob: bool) -> str | None:
    """How many of the labels; None where one is named and nothing said of others."""
    if not count:
        return None
    says = {
        key: pattern("label_phrases", key).search(reading.sense)
        for key in ("exactly_one", "all", "any")
    }
    if says["exactly_one"]:
        return "exactly_one"
    if reading.is_negative:
        return "none"
    if count == 1:
        return "any" if has_glob and says["any"] else None
    if says["any"] and _AND_ONE.search(reading.sense):
        return None
    if says["all"] or says["any"]:
        return "all" if says["all"] else "any"
    if pattern("label_phrases", "scheme").match(reading.sense):
        return "any"
    return _by_joints(reading)


def _by_joints(reading: Reading) -> str | None:
    """By the words between two labels: one `or` makes it any, an `and` all.

    `x` and `p1` to `p4`, bugs `x` and the rest `y`: no one mode holds for all of them.
    """
    spans = [span for span, role in roles(reading) if role == "label"]
    if any(is_of_others(reading.sense, a, b) for a, b in pairwise(spans)):
        return None
    between = [reading.sense[a.end : b.start] for a, b in pairwise(spans)]
    if any(re.search(r"\bor\b", joint, re.IGNORECASE) for joint in between):
        return "any"
    if any(re.search(r"\band\b", joint, re.IGNORECASE) for joint in between):
        return None if any(_TO.fullmatch(joint) for joint in between) else "all"
    return "any"
