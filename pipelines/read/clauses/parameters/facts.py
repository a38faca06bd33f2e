"""The smaller parameters: kinds of items, severities, environments, areas, methods."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from pipelines.read.clauses.lexicon import spaced
from pipelines.read.clauses.parameters.grades import severity_words
from pipelines.read.clauses.parameters.reading import Reading, pattern, unique, words

_SUBJECT_END = re.compile(
    r"\b(?:must|shall|should|may|can|cannot|can't|will|won't|is|are|need|needs|has|have|requires?|"
    r"carry|carries|gets?|targets?|goes|go|belongs?|uses?|follows?|passe?s?|includes?|never|always)\b|:",
    re.IGNORECASE,
)
_FOR_KIND = re.compile(
    r"\bfor\s+(?:all\s+|any\s+|every\s+|each\s+|an?\s+)?", re.IGNORECASE
)
_IMPERATIVE = re.compile(
    r"^(?:please\s+|always\s+|never\s+|do\s+not\s+|don't\s+)?(?:label|tag|close|triage|open|file|create|merge|squash|assign|link|mark|submit|review|approve|revert|log|record|announce)\s+(?!requests?\b)",
    re.IGNORECASE,
)
_MORE_SEVERITIES = re.compile(
    r"`?\s*(?:/|,|,?\s*(?:and|or|&|to|through|-|–)\s*(?:higher)?)\s*`?(?:sev-?|S|P)?(\d)\b",
    re.IGNORECASE,
)
_NOT_THIS = re.compile(
    r"(?:\b(?:not|never|no|without)|n't|instead of|rather than|over|avoid)"
    r"[^\w,;]+(?:\w+[^\w,;]+){0,2}$",
    re.IGNORECASE,
)
_DENIAL = re.compile(  # no `--no-ff`
    r"(?<!-)\b(?:no|not|never|nobody|cannot|avoid|without)\b|n['’]t\b", re.I
)
_CONFLICTS = re.compile(r"\bconflicts?\b", re.IGNORECASE)  # of a branch
_NO_MERGE = re.compile(  # `squash, don't merge`
    r"(?:\b(?:not|never)|n['’]t)\s+merge\b", re.IGNORECASE
)
_PART_END = re.compile(r"[;:,.–—]|\bbut\b")
_BARRED_AFTER = re.compile(
    r"(?:\s+(?:on|in|to|into)\s+\S+(?:\s+branch)?)?\s+(?:(?:is|are)\s+(?:not|never|forbidden"
    r"|disabled|disallowed|prohibited|switched\s+off|turned\s+off)"
    r"|(?:must|should|has\s+to|have\s+to|needs?\s+to)\s+be\s+avoided)\b",
    re.IGNORECASE,
)
_WIDENED = re.compile(
    r"\b(?:not\s+)?even\s+(?:for|in|on|if|when|where)\b[^,;.:()]*", re.IGNORECASE
)
_OR_WORSE = re.compile(
    r"\s*(?:\+|(?:or|and)\s+(?:above|higher|worse|up|more\s+severe)\b)", re.IGNORECASE
)
_BEYOND = re.compile(  # `above SEV3` leaves it out, `at or above SEV3` doesn't
    r"\b(?P<at>at\s+or\s+)?(?:(?P<worse>above|worse\s+than|higher\s+than|more\s+severe\s+than)"
    r"|below|lower\s+than|less\s+severe\s+than)\s+(?:an?\s+)?$",
    re.IGNORECASE,
)
_MILDEST = 5
_RANGE = re.compile(r"^`?\s*(?:to|through|-|–)\s*")


def without_widened(text: str) -> str:
    """`text` with `even for a bug` blanked out, in the same length: it means all."""
    return _WIDENED.sub(lambda m: " " * len(m[0]), text)


def subject_end(text: str) -> int:
    """Where the subject of a clause ends: at its first verb, else at its end."""
    end = _SUBJECT_END.search(text)
    return end.start() if end else len(text)


def _head(scope: str) -> str:
    """A subject without what follows its noun: `PRs with no changes` is `PRs`."""
    return re.split(
        r"\b(?:that|which|with|without|who|whose|to|in|of|on|from|by|touching|affecting"
        r"|against|marked|labell?ed|tagged|containing|after|before|when|if)\b",
        scope,
        maxsplit=1,
    )[0]


def item_kinds(reading: Reading) -> dict[str, Any]:
    """The kinds of item that the clause is about: its subject, or after `for`."""
    text = without_widened(reading.sense)
    end = _SUBJECT_END.search(text)
    scopes = [_head(text[: end.start()])] if end else []
    # `We agreed on these: every bug gets a label`: the item has a subject of its own.
    own_end = _SUBJECT_END.search(reading.own)
    if own_end and end and text[end.start()] == ":":
        scopes.append(_head(reading.own[: own_end.start()]))
    if order := _IMPERATIVE.match(text):
        scopes = [text[order.end() : order.end() + 40]]
    for found in _FOR_KIND.finditer(text):
        scope = re.split(r"[,;.()]", text[found.end() : found.end() + 50])[0]
        if any(p.match(scope) for p in _kind_patterns()):
            scopes.append(scope)
    found_kinds = [kind for scope in scopes for kind in _kinds(scope)]
    return {"item_kinds": unique(found_kinds)} if found_kinds else {}


@cache
def _kind_patterns() -> list[re.Pattern[str]]:
    return [pattern("item_kinds", kind) for kind in words()["item_kinds"]]


def _kinds(scope: str) -> list[str]:
    found: list[tuple[int, str]] = []
    taken: list[tuple[int, int]] = []
    for kind in (
        "breaking_change",
        "pull_request",
        "hotfix",
        "incident",
        "bug",
        "issue",
        "feature",
        "release",
        "change",
    ):
        for match in pattern("item_kinds", kind).finditer(scope):
            if not any(a < match.end() and match.start() < b for a, b in taken):
                found.append((match.start(), kind))
                taken.append(match.span())
    return [kind for _, kind in sorted(found)]


def severities(reading: Reading) -> dict[str, Any]:
    """`severities` (1 = worst, 0 where a scheme counts from it), and as written."""
    text = without_widened(reading.sense)
    text = pattern("not_severities").sub(lambda m: "_" * len(m[0]), text)
    text = _weaker().sub(lambda m: " " * len(m[0]), text)
    has_number = pattern("severities").search(text)
    if not has_number and not severity_words(text) and len(reading.heading.split()) < 6:
        if not pattern("severities").search(reading.heading):
            return {}  # a heading such as `Major incidents` grades nothing
        text = reading.heading
    if not pattern("severities").search(text):
        return severity_words(text)
    written, levels = _levels(text)
    found: dict[str, Any] = {"severities_as_written": unique(written)}
    if all(0 <= level <= _MILDEST for level in levels):
        found["severities"] = sorted(set(levels))
    return found


@cache
def _weaker() -> re.Pattern[str]:
    return re.compile(spaced(words()["weaker"]), re.IGNORECASE)


def _levels(text: str) -> tuple[list[str], list[int]]:
    """The severities as written, and as numbers."""
    written: list[str] = []
    levels: list[int] = []
    for match in pattern("severities").finditer(text):
        written.append(match[0].strip())
        level = int(match[1] or match[2])
        if beyond := _BEYOND.search(text[: match.start()][-30:]):
            levels.extend(_beyond(level, beyond))
            continue
        levels.append(level)
        if _OR_WORSE.match(text, match.end()):
            levels.extend(range(1, level))
        at = match.end()
        for _ in range(5):
            more = _MORE_SEVERITIES.match(text, at)
            if not more or re.match(
                r"\s*(?:minute|hour|day|week|month|business|working)",
                text[more.end() :],
            ):
                break
            if _RANGE.match(text[at:]):
                levels.extend(range(level + 1, int(more[1])))
            levels.append(int(more[1]))
            at = more.end()
    return written, levels


def _beyond(level: int, said: re.Match[str]) -> Iterable[int]:
    itself = 1 if said["at"] else 0
    if said["worse"]:
        return range(min(1, level - 1), level + itself)
    return range(level + 1 - itself, _MILDEST + 1)


def environments(reading: Reading) -> dict[str, Any]:
    """`environments`: those that the sentence names."""
    named = [
        (match.start(), name)
        for name in words()["environments"]
        for match in pattern("environments", name).finditer(reading.sense)
        if reading.sense[match.end() : match.end() + 1] != "-"
    ]
    return (
        {"environments": unique([name for _, name in sorted(named)])} if named else {}
    )


def merge_methods(reading: Reading) -> dict[str, Any]:
    """`merge_methods`, and `excluded_merge_methods` of a clause that forbids."""
    if not pattern("merging_context").search(reading.sense):
        return {}
    text = reading.sense.replace("`", "")
    said = [
        (match, name)
        for name in words()["merge_methods"]
        for match in pattern("merge_methods", name).finditer(text)
        if not (name == "rebase" and _CONFLICTS.search(text))
    ]
    said.sort(key=lambda one: one[0].start())
    refused = [one for one in said if _is_refused(one[0], text, reading)]
    if reading.is_negative and not refused and not _NO_MERGE.search(text):
        refused = said  # `merge commits must be avoided`
    asked = unique([name for one, name in said if (one, name) not in refused])
    found: dict[str, Any] = {"merge_methods": asked} if asked else {}
    excluded = unique([name for _, name in refused if name not in asked])
    if reading.is_negative and excluded and not pattern("in_review").search(text):
        found["excluded_merge_methods"] = excluded
    return found


def _is_refused(method: re.Match[str], text: str, reading: Reading) -> bool:
    """`merge commits only; we never squash`: by the words of its own part."""
    if _DENIAL.match(method[0]) or _NOT_THIS.search(text[: method.start()][-24:]):
        return True
    if _BARRED_AFTER.match(text, method.end()):
        return True
    part = _PART_END.split(text[: method.end()])[-1]
    return reading.is_negative and bool(_DENIAL.search(part))


def areas(reading: Reading) -> dict[str, Any]:
    """`areas`: what the changes touch, as written, lower case."""
    found: list[str] = []
    for match in _area_lists().finditer(without_widened(reading.sense)):
        listed = next(group for group in match.groups() if group)
        found += re.split(r",\s*(?:and\s+|or\s+)?|\s+and\s+|\s+or\s+|/", listed.lower())
    return {"areas": unique([area for area in found if area])} if found else {}


@cache
def _area_lists() -> re.Pattern[str]:
    known = spaced(words()["areas"]["known"])
    heads = spaced(words()["areas"]["heads"])
    joint = r"(?:,\s*(?:and\s+|or\s+)?|\s+and\s+|\s+or\s+|/)"
    listed = rf"((?:(?:{known}){joint}){{0,5}}(?:{known}))"
    return re.compile(
        rf"(?<![\w:/@-]){listed}(?:\s+(?:code|schema|model))?\s+(?:{heads})(?![\w-])"
        rf"|\b(?:changes|modifications)\s+(?:to|in|of)\s+(?:the\s+)?{listed}(?![\w/-])"
        rf"|\btouch(?:es|ing)?\s+(?:the\s+)?{listed}(?![\w/-])",
        re.IGNORECASE,
    )
