"""Approvals and reviews: how many, by whom, and what undoes them."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from pipelines.read.clauses.lexicon import spaced
from pipelines.read.clauses.parameters.reading import (
    Reading,
    number,
    number_words,
    pattern,
    words,
)

_PART = re.compile(  # `three of its five members` are three
    r"\b(\d{1,2}|one|two|three|four|five)(?: out)? of (?:the|its|our|their|these|those)"
    r"(?: other)?(?: (?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten))?\s+"
    r"(?!approvals?|votes?|reviews?|approvers?)",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"^\s*\([^()]{0,50}\)")  # `(other than the author)`
_DEFINES = re.compile(  # `An approval is ...`, `after an approval`, `is no approval`
    r"(?:^|[:.(\"“]\s*|\b(?:after|is|isn't|not|as|than|called)\s+)$", re.IGNORECASE
)
_SECOND = re.compile(r"\ba\s+second\s+(?:approv|review(?!ing))", re.IGNORECASE)
_HAS_ONLY = re.compile(  # `if it gets only one approval`: a case, not a demand
    r"\b(?:if|when)\s+(?:\w+\s+){1,4}(?:has|have|gets?|receives?|got)\s+only\s+$",
    re.IGNORECASE,
)
_NEAR = 100  # characters before a role in which the approving word stands


def approvals(reading: Reading) -> dict[str, Any]:
    """`approval_count`, `approver_role`, `excludes_author`, `resets_on_push`."""
    text = without_waived(reading.sense)
    found: dict[str, Any] = {}
    if reading.is_waiver:
        return found
    resets = bool(pattern("resets_on_push").search(text))
    if is_approving(text) or pattern("reviewing").search(text):
        count = _count(text)
        if count and not (count == 1 and resets):
            found["approval_count"] = count
        if role := _role(text.replace("`", "")):
            found["approver_role"] = role
    is_free = pattern("permits_author").search(text)
    if not is_free and pattern("excludes_author").search(text) and _is_gate(text):
        found["excludes_author"] = True
    if resets:
        found["resets_on_push"] = not pattern("keeps_on_push").search(text)
    return found


def without_waived(text: str) -> str:
    """`text` without the approval that it waives: `may merge without a review`."""
    waived = pattern("waived").search(text)
    if not waived or pattern("denials").search(_same_clause(text[: waived.start()])):
        return text
    return text[: waived.start()] + " " * len(waived[0]) + text[waived.end() :]


def _same_clause(before: str) -> str:
    """The words since the last `but`."""
    return re.split(r",\s+but\b", before)[-1]


def _is_gate(text: str) -> bool:
    """Does it speak of approving, reviewing or merging."""
    return is_approving(text) or bool(pattern("gating").search(text))


def is_approving(text: str) -> bool:
    """Does the sentence speak of approving, not only of reviewing."""
    return bool(pattern("approving").search(text))


def _count(text: str) -> int | None:
    """The number of approvals, reviews or reviewers that the sentence asks for."""
    if named := pattern("counts", "named").search(text):
        return int(number(named[1]) or 0) or None
    if _SECOND.search(text):
        return 2
    by = _counted_by().search(text)
    if by and (value := number(by["n"])) and value > 1:
        return int(value)
    for match in _counted().finditer(_PART.sub(r"\1 ", text)):
        value = 1.0 if match["n"].lower() == "another" else number(match["n"])
        if value and value >= 1 and not _is_other_count(text, match):
            return int(value)
    return None


@cache
def _counted_by() -> re.Pattern[str]:
    by = spaced(words()["counts"]["by"])
    return re.compile(
        rf"\b{by}(?P<n>\d{{1,2}}|{number_words()})(?:\s+\w|[,.;)]|$)", re.IGNORECASE
    )


@cache
def _counted() -> re.Pattern[str]:
    roles = "|".join(words()["roles"].values())
    nouns = spaced(f"{words()['approval_nouns']}|{roles}")
    between = words()["counts"]["not_between"]
    return re.compile(
        rf"(?<![\w.-])(?P<n>\d{{1,2}}|{number_words()}|another)(?:\s*\(\d{{1,2}}\))?\s+"
        rf"(?:more\s+)?(?:(?!(?:{between})\b)[\w@/`'+-]+\s+){{0,3}}?"
        rf"(?:{nouns}|members?\s+of)(?![\w-])",
        re.IGNORECASE,
    )


def _is_other_count(text: str, match: re.Match[str]) -> bool:
    """The number counts something else, such as `a review comment` or a duration."""
    counts = words()["counts"]
    if re.match(rf"\s+(?:{counts['not_after']})\b", text[match.end() :]):
        return True
    before = text[max(0, match.start() - 30) : match.start()]
    if _HAS_ONLY.search(text[max(0, match.start() - 60) : match.start()]):
        return True
    if re.search(rf"\b(?:{counts['not_acting']})(?: by)?\s+$", before, re.IGNORECASE):
        return True
    noun = match[0].split()[-1]
    is_approval = re.fullmatch(counts["approvals"], noun, re.IGNORECASE)
    if match["n"].lower() in ("a", "an") and _DEFINES.search(before):
        return True
    if match["n"].lower() in (
        "a",
        "an",
        "another",
    ):  # `a vote`, `a reviewer` count nothing
        is_asked = re.search(rf"{spaced(counts['by_one'])}\s*$", before, re.IGNORECASE)
        is_thing = is_approval and not noun.lower().startswith("vote")
        return not (is_thing or is_asked)
    is_time = re.search(rf"\b(?:{counts['not_before']})\s+$", before, re.IGNORECASE)
    return bool(is_time) and not is_approval


def _role(text: str) -> str | None:
    """Who approves, else who reviews or merges, where such a word stands with it."""
    acting, approving = _ending("acting"), _ending("approving")
    reviews: str | None = None
    for name in words()["roles"]:
        for found in pattern("roles", name).finditer(text):
            if _acts(text[found.end() :][:60], name):
                return str(name)
    for name in words()["roles"]:
        for found in pattern("roles", name).finditer(text):
            before = text[max(0, found.start() - _NEAR) : found.start()]
            if pattern("named_roles").search(before[-12:]):
                continue
            if acting.search(before) and approving.search(before):
                return str(name)
            if acting.search(before):
                reviews = reviews or str(name)
    return reviews


@cache
def _ending(what: str) -> re.Pattern[str]:
    return re.compile(rf"{spaced(words()['counts'][what])}\s+$", re.IGNORECASE)


def _acts(after: str, name: str) -> bool:
    """`code owners must approve`, `maintainer approval`."""
    counts = words()["counts"]
    does = "role_approves" if name in ("lead", "reviewer") else "role_acts"
    expression = rf"['’]?s?\s+(?:{counts['role_approval']}|{spaced(counts[does])})\b"
    plain = _ASIDE.sub("", after)
    return bool(re.match(expression, plain, re.IGNORECASE))
