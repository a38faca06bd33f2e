"""What a heading says: a part of a write-up, an incident, or incidents in general."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import takewhile

from pipelines.read.incidents.data import bare, load, patterns, phrase
from pipelines.read.incidents.days import FoundDay, find_compact, find_days

_MOST_WORDS = 6  # of a name
_CLAUSE = 3  # words of a question, of which a heading may have two
_TITLED = re.compile(  # `Incident summary: webhook loop between customers`
    r"^\W*(?:post-?mortem|incident|outage|root cause analysis|rca|pir"
    r"|post[- ]incident (?:review|report))"
    r"(?: (?:summary|report|review|analysis|overview))?"
    r"\s*[:–—-]\s+\S+\s+\S+",
    re.IGNORECASE,
)
_CHAPTER = re.compile(r"^\d{1,2}[.)] (?=[A-Z])")
_SO = re.compile(r"^(?:so|and|but|ok|now) (?=(?:what|how|why|who|where) \w)")
_SLASH = re.compile(r"\s[/|]\s")
_AND = re.compile(r" (?:and|or|plus|vs) ")
_JOINTS = frozenset(
    ["for", "of", "to", "from", "in", "on", "after", "by", "with", "and", "or"]
)
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
_ASKING = re.compile(
    r"^\W*(?:how|what|where|when|who|why)\b",
    re.IGNORECASE,
)
_MONTH = re.compile(  # `2021-12: Cable cut`, `2021-12-?? Cable cut`
    r"^\W*(?:19|20)\d\d[-/.](?:(?:0[1-9]|1[0-2])|\?\?)"
    r"(?:[-/.](?:\?{1,2}|[xX]{2}))?(?![-/.\d?\w])\W+\w{2}"
)
_SEVERITY = re.compile(
    r"\bSEV(?:ERITY)?[ -]?[0-5]\b|\[[SP][0-5]\]|\([SP][0-5]\)", re.IGNORECASE
)


def parts_of_title(title: str) -> set[str]:
    """The parts of a write-up that a heading announces."""
    if _TITLED.match(title) or title.endswith("[bot]"):
        return set()
    parts = set(_parts_of_words(bare(title)))
    words = _CHAPTER.sub("", title)
    if "/" in words and not re.search(r"\d", words):  # of two, or in two languages
        sides = _SLASH.split(words)[:4]
        if not parts or min(len(one.split()) for one in sides) >= _CLAUSE:
            parts |= {part for one in sides for part in _parts_of_words(bare(one))}
    return parts


@lru_cache(maxsize=8192)
def _parts_of_words(words: str) -> frozenset[str]:
    if not words or len(words) > 90:
        return frozenset()
    words = _SO.sub("", words)
    names = _part_names()
    plain = {words, words.removeprefix("the ")}
    exact = frozenset(part for part, rule in names.items() if plain & rule.named)
    if exact or _denied().search(words):
        return exact
    found = {part for part, rule in names.items() if _announces(words, rule)}
    of_what = words.partition(" of ")[2].removeprefix("the ")
    if any(of_what in rule.named for part, rule in names.items() if part != "summary"):
        found.discard("summary")  # `description of impact`
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class _Names:
    """How a part is headed: whole names, words anywhere, patterns, head words."""

    named: frozenset[str]
    has: tuple[str, ...]
    like: tuple[re.Pattern[str], ...]
    never: tuple[re.Pattern[str], ...]
    heads: frozenset[str]
    weak_heads: frozenset[str]
    qualifiers: frozenset[str]
    unless: frozenset[str]


@cache
def _part_names() -> dict[str, _Names]:
    return {
        part: _Names(
            frozenset(bare(str(name)) for name in rules["named"]),
            tuple(f" {bare(str(word))} " for word in rules["has"]),
            tuple(re.compile(pattern) for pattern in rules.get("like", ())),
            tuple(re.compile(pattern) for pattern in rules.get("never", ())),
            *(
                frozenset(map(str, rules.get(key, ())))
                for key in ("heads", "weak_heads", "qualifiers", "unless")
            ),
        )
        for part, rules in load("parts.yml").items()
        if part not in ("beside", "denied")
    }


@cache
def _beside() -> frozenset[str]:
    return frozenset(bare(str(name)) for name in load("parts.yml")["beside"])


@cache
def _denied() -> re.Pattern[str]:
    return re.compile("|".join(load("parts.yml")["denied"]))


def _announces(words: str, rule: _Names) -> bool:
    """Whether a name, or what it joins with another by `and`, is one of the part."""
    if any(pattern.search(words) for pattern in rule.never):
        return False
    joined = [one.strip() for one in _AND.split(words)]
    return any(
        one in rule.named or _is_of_family(one, rule) for one in {words, *joined} if one
    )


def _is_of_family(words: str, rule: _Names) -> bool:
    for joint in (" of the ", " for ", " of "):
        head, mark, _ = words.partition(joint)
        if mark and head in rule.named:
            return True
    if any(words.startswith(name + " ") for name in rule.named if name.count(" ") > 1):
        return True
    if any(pattern.search(words) for pattern in rule.like):
        return True
    if any(f"{words} ".startswith(word[1:]) for word in rule.has):
        return True
    if rule.unless & {*words.split()}:
        return False
    if _has_head(words, rule):
        return True
    return len(words.split()) <= 7 and any(word in f" {words} " for word in rule.has)


def _has_head(words: str, rule: _Names) -> bool:
    """Whether a name of a few words is headed by a word of the family.

    `long term fixes for the cache`: what stands before the first preposition is looked
    at. A weak head needs a word that says that it is still to come.
    """
    found = words.split()
    if not rule.heads or len(found) > _MOST_WORDS or re.search(r"\d", words):
        return False
    name = list(takewhile(lambda word: word not in _JOINTS, found))
    heads = {word.removesuffix("s") for word in name[-1:]} | {*name[-1:]}
    first = {word.removesuffix("s") for word in name[:1]} | {*name[:1]}
    if rule.heads & heads or (len(name) > 1 and rule.heads & first):
        return True
    return bool(rule.weak_heads & (heads | first) and rule.qualifiers & {*found})


def is_name_of_part(line: str) -> bool:
    """Whether a line of plain text is nothing but the name of a part."""
    if "\n" in line or not line[:1].isupper() or not line[-1:].isalpha():
        return False
    words = bare(line)
    return len(words.split()) < 6 and any(
        words in rule.named for rule in _part_names().values()
    )


def is_part_title(title: str) -> bool:
    """Whether a heading names a part, or something beside the parts, of a write-up."""
    words = bare(title)
    if words in _beside():
        return True
    if find_days(title) and (_INCIDENT.search(title) or _NUMBER.search(title)):
        return False
    if _NUMBER.search(title) or _SEVERITY.search(title):
        return False
    return bool(parts_of_title(title))


def _plain(title: str) -> str:
    """Without marks, and without the number of a chapter."""
    text = " ".join(title.split()).strip(" :#*")
    return text if find_days(text, year=2000) else _CHAPTER.sub("", text)


def is_general_title(title: str) -> bool:
    """Whether a heading is about incidents in general: a log, a process, a guide."""
    text = _plain(title)
    if _TITLED.match(text) or (_INCIDENT.search(text) and find_days(text)):
        return False
    return bool(text) and any(
        pattern.search(text)
        for key in ("process_titles", "log_titles")
        for pattern in patterns(key)
    )


def is_process_title(title: str) -> bool:
    """Whether a heading is that of a guide or process, not of a log."""
    text = _plain(title)
    is_of_one = not text or _TITLED.match(text)
    return not is_of_one and any(p.search(text) for p in patterns("process_titles"))


def is_title_of_rules(title: str) -> bool:
    """`Incident response process`, `On-call handover`: of all of them, or of a week."""
    return bool(phrase("of_rules").match(_plain(title)))


def is_example(title: str) -> bool:
    """Whether what stands below a heading shows how something is written."""
    return bool(phrase("of_example").match(_plain(title)))


def is_exercise_title(title: str) -> bool:
    """Whether a heading is that of a drill or a game day."""
    return any(p.search(title) for p in patterns("not_incident_titles"))


def is_log_title(title: str) -> bool:
    """Whether a heading is that of a log, or of a group of incidents in one."""
    text = _plain(title)
    return bool(text) and any(p.search(text) for p in patterns("log_titles"))


def names_an_incident(title: str) -> bool:
    """Whether a heading by itself says that its section is an incident."""
    if is_general_title(title) or is_part_title(title):
        return False
    return bool(
        _NUMBER.search(title)
        or _SEVERITY.search(title)
        or find_days(title)
        or any(_is_at_an_end(day, title) for day in find_days(title, year=2000))
        or find_compact(title)
        or _MONTH.search(title)
        or (_INCIDENT.search(title) and len(title.split()) > 1)
    )


def is_chapter(title: str) -> bool:
    """`How the incident played out`: of a story whose title stands elsewhere."""
    is_led = bool(_ASKING.match(title)) and not find_days(title, year=2000)
    return is_led and not is_numbered(title)


def _is_at_an_end(day: FoundDay, title: str) -> bool:
    """`3 Nov: Disk full`, `Disk full (3 Nov)`."""
    after = title[day.end :].strip()
    return day.start < 12 or (after == ")" and title[: day.start].endswith("("))


def is_numbered(title: str) -> bool:
    """Whether a heading begins with the number of an incident, or has a severity."""
    return bool(_NUMBER.search(title) or _SEVERITY.search(title))


def speaks_of_an_incident(title: str) -> bool:
    """Whether it has a number, a severity, or a word such as outage."""
    return is_numbered(title) or bool(_INCIDENT.search(title))


def is_document_title(title: str) -> bool:
    """Whether the first heading of a document is its title, rather than a part."""
    words = bare(title)
    is_named = words in _beside() or any(
        words in rule.named for rule in _part_names().values()
    )
    return is_general_title(title) or not is_named


def is_only_a_day(title: str) -> bool:
    days = find_days(title, year=2000)
    if len(days) != 1 or _INCIDENT.search(title):
        return False
    return len(title.strip()) - len(days[0].words) < 12
