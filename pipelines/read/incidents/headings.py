"""What a heading says: a part of a write-up, an incident, or incidents in general."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pipelines.read.incidents.data import bare, load, patterns
from pipelines.read.incidents.days import find_compact, find_days

_INCIDENT = re.compile(
    r"\b(?:incident|outage|post-?mortem|post mortem|downtime|degradation|degraded"
    r"|disruption"
    r"|unavailab\w+|service interruption|root cause analysis|rca|pir|retrospective)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"^\W*(?:(?:incident|inc|pm|postmortem|sev\d?|rca|pir|cir|issue|case|ir)"
    r"[ #:_-]*\d[\w-]*)\b|^#\d+\b",
    re.IGNORECASE,
)
_MONTH = re.compile(r"^\W*(?:19|20)\d\d[-/.](?:0[1-9]|1[0-2])(?![-/.\d])\W+\w{2}")
_SEVERITY = re.compile(
    r"\bSEV(?:ERITY)?[ -]?[0-5]\b|\[[SP][0-5]\]|\([SP][0-5]\)", re.IGNORECASE
)


def parts_of_title(title: str) -> set[str]:
    """The parts of a write-up that a heading announces."""
    return set(_parts_of_words(bare(title)))


@lru_cache(maxsize=8192)
def _parts_of_words(words: str) -> frozenset[str]:
    if not words or len(words) > 90:
        return frozenset()
    parts = {part: names for part, names in _part_names().items() if part != "beside"}
    exact = frozenset(part for part, (named, _) in parts.items() if words in named)
    return exact or frozenset(
        part for part, (named, has) in parts.items() if _announces(words, named, has)
    )


@cache
def _part_names() -> dict[str, tuple[frozenset[str], tuple[str, ...]]]:
    """Part to whole names and to words that a name may have anywhere."""
    names: dict[str, tuple[frozenset[str], tuple[str, ...]]] = {}
    for part, rules in load("parts.yml").items():
        named = rules if part == "beside" else rules["named"]
        has = [] if part == "beside" else rules["has"]
        names[part] = (
            frozenset(bare(str(name)) for name in named),
            tuple(f" {bare(str(word))} " for word in has),
        )
    return names


def _announces(words: str, named: frozenset[str], has: tuple[str, ...]) -> bool:
    if words in named:
        return True
    for joint in (" and ", " of the ", " for ", " of "):
        head, mark, tail = words.partition(joint)
        if mark and (head in named or (joint == " and " and tail in named)):
            return True
    if any(words.startswith(name + " ") for name in named if name.count(" ") > 1):
        return True
    if any(f"{words} ".startswith(word[1:]) for word in has):
        return True
    return len(words.split()) <= 7 and any(word in f" {words} " for word in has)


def is_part_title(title: str) -> bool:
    """Whether a heading names a part, or something beside the parts, of a write-up."""
    words = bare(title)
    if words in _part_names()["beside"][0]:
        return True
    if find_days(title) and (_INCIDENT.search(title) or _NUMBER.search(title)):
        return False
    if _NUMBER.search(title) or _SEVERITY.search(title):
        return False
    return bool(parts_of_title(title))


def is_general_title(title: str) -> bool:
    """Whether a heading is about incidents in general: a log, a process, a guide."""
    text = " ".join(title.split()).strip(" :#*")
    return bool(text) and any(
        pattern.search(text)
        for key in ("process_titles", "log_titles")
        for pattern in patterns(key)
    )


def is_process_title(title: str) -> bool:
    """Whether a heading is that of a guide or process, not of a log."""
    text = " ".join(title.split()).strip(" :#*")
    return bool(text) and any(p.search(text) for p in patterns("process_titles"))


def is_log_title(title: str) -> bool:
    """Whether a heading is that of a log, or of a group of incidents in one."""
    text = " ".join(title.split()).strip(" :#*")
    return bool(text) and any(p.search(text) for p in patterns("log_titles"))


def names_an_incident(title: str) -> bool:
    """Whether a heading by itself says that its section is an incident."""
    if is_general_title(title) or is_part_title(title):
        return False
    return bool(
        _NUMBER.search(title)
        or _SEVERITY.search(title)
        or find_days(title)
        or find_compact(title)
        or _MONTH.search(title)
        or (_INCIDENT.search(title) and len(title.split()) > 1)
    )


def is_numbered(title: str) -> bool:
    """Whether a heading begins with the number of an incident, or has a severity."""
    return bool(_NUMBER.search(title) or _SEVERITY.search(title))


def speaks_of_an_incident(title: str) -> bool:
    """Whether it has a number, a severity, or a word such as outage."""
    return is_numbered(title) or bool(_INCIDENT.search(title))


def is_document_title(title: str) -> bool:
    """Whether the first heading of a document is its title, rather than a part."""
    words = bare(title)
    is_named = any(words in named for named, _ in _part_names().values())
    return is_general_title(title) or not is_named


def is_only_a_day(title: str) -> bool:
    days = find_days(title)
    return len(days) == 1 and len(title.strip()) - len(days[0].words) < 12
