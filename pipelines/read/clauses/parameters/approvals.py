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
_RELATIVE = re.compile(  # `A maintainer who isn't the author must approve`
    r"^\s*,?\s*(?:(?:who|that|which)\s+[^,.;]{3,50}?|(?:other\s+than|besides|except)\s+"
    r"(?:the|its)\s+[\w-]+)(?=,?\s+(?:must|should|has\s+to|have\s+to|needs?\s+to|shall"
    r"|approves?|reviews?)\b)",
    re.IGNORECASE,
)
_SECOND_PERSON = re.compile(
    r"\ba\s+second\s+(?:person|human|pair|maintainer|developer|engineer|reviewer"
    r"|committer|member)\b",
    re.IGNORECASE,
)
_SCORED = re.compile(  # `+2 from a core reviewer`
    r"(?<!\w)\+[12]\s+(?:from|by)\s+(?:an?|one|another)\b", re.IGNORECASE
)
_EXEMPTED = re.compile(  # `approved (except for typo fixes) by two maintainers`
    r"\s*\((?:except|unless|excluding|apart\s+from|but|not|even|including)\b[^()]{0,120}\)\s*",
    re.IGNORECASE,
)
_DEFINES = re.compile(  # `An approval is ...`, `after an approval`, `is no approval`
    r"(?:^|[:.(\"“]\s*|\b(?:after|is|isn't|not|as|than|called)\s+)$", re.IGNORECASE
)
_SECOND = re.compile(r"\ba\s+second\s+(?:approv|review(?!ing))", re.IGNORECASE)
_BY_ONE = re.compile(
    r"\b(?:approved|signed\s+off)\s+by\s+(?:one\s+of\b|(?:some(?:one|body)|any(?:one|body))"
    r"\s+(?:else|other\s+than)\b)"
    r"|\bsome(?:one|body)\s+else['’]s\s+(?:approval|review|sign-?off)\b"
    r"|\b(?:some(?:one|body)\s+(?:of|from|in|on)|one\s+of)\s+[^.;,]{1,40}?\s"
    r"(?:must|should|has\s+to|needs\s+to)\s+(?:also\s+)?(?:approve|sign\s+off)\b",
    re.IGNORECASE,
)
_ONE_IS = re.compile(  # `one of them must be a committer's`
    r"\bone\s+of\s+(?:them|these|which)\s+(?:must|has\s+to|should)\s+"
    r"(?:be\s+(?:an?|the)\s+(?:[\w-]+\s+){0,2}[\w-]+['’]s|come\s+from\s+an?)(?!\w)",
    re.IGNORECASE,
)
_MANY_ACT = re.compile(  # `Two moderators must have approved it`
    r"(?<![\w.-])(?P<n>\d|two|three|four|five)\s+(?:[\w-]+\s+)?(?!of\b)[a-z]+s\s+"
    r"(?:must|should|have\s+to|need\s+to)\s+(?:have\s+)?"
    r"(?:approved?|reviewe?d?|sign(?:ed)?\s+off)\b",
    re.IGNORECASE,
)
_HAVE_ACTED = re.compile(  # `after two members of the team have approved it`
    r"[^.;,]{0,60}?\b(?:have|has)\s+(?:\w+\s+)?"
    r"(?:approved|reviewed|signed|accepted|agreed)\b",
    re.IGNORECASE,
)
_HAS_ONLY = re.compile(  # `if it gets only one approval`: a case, not a demand
    r"\b(?:if|when)\s+(?:\w+\s+){1,4}(?:has|have|gets?|receives?|got)\s+only\s+$",
    re.IGNORECASE,
)
_AND_FROM = re.compile(
    r"\s+(?:from|by|of)\s+[^.;,]{2,40}?,?\s+and\s+(?P<n>one|another|two)\s+(?:more\s+)?"
    r"(?:from|by|of)\b",
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
    is_asked = is_approving(text) or _ONE_IS.search(text)
    if is_asked or pattern("reviewing").search(text):
        told = _EXEMPTED.sub(" ", text)
        count = _count(told)
        if count and not (count == 1 and resets):
            found["approval_count"] = count
        if role := _role(told.replace("`", "")):
            found["approver_role"] = role
    is_free = pattern("permits_author").search(text) and not reading.is_negative
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
    if _BY_ONE.search(text) or _SCORED.search(text):
        return 1
    by = _counted_by().search(text)
    if by and (value := number(by["n"])) and value > 1 and not _is_both(by, text):
        return int(value)
    for match in _counted().finditer(_PART.sub(r"\1 ", text)):
        value = 1.0 if match["n"].lower() == "another" else number(match["n"])
        if value and value >= 1 and not _is_other_count(text, match):
            return int(value) + _more(text, match.end())
    if acting := _MANY_ACT.search(text):
        return int(number(acting["n"]) or 0) or None
    return 1 if _SECOND_PERSON.search(text) or _ONE_IS.search(text) else None


def _more(text: str, at: int) -> int:
    """What another number of the same sentence adds: `... and one from QA`."""
    added = _AND_FROM.match(text, at)
    return int(number(added["n"]) or 0) if added else 0


def _is_both(by: re.Match[str], text: str) -> bool:
    """`by both the lead and the owner` counts whom it names."""
    after = text[by.end("n") :].lstrip()
    return by["n"].lower() == "both" and after.startswith(("the ", "a ", "an "))


@cache
def _counted_by() -> re.Pattern[str]:
    by = spaced(words()["counts"]["by"])
    return re.compile(
        rf"\b{by}(?P<n>\d{{1,2}}|{number_words()})(?![\s-]+(?:thirds?|quarters?)\b)"
        r"(?:\s+\w|[,.;)]|$)",
        re.IGNORECASE,
    )


@cache
def _counted() -> re.Pattern[str]:
    roles = "|".join(words()["roles"].values())
    nouns = spaced(f"{words()['approval_nouns']}|{roles}")
    between = words()["counts"]["not_between"]
    return re.compile(
        rf"(?<![\w.+-])(?P<n>\d{{1,2}}|{number_words()}|another)"
        rf"(?:\s*(?:-|–|or|to)\s*(?:\d|two|three|four))?(?:\s*\(\d{{1,2}}\)|[+x])?\s+"
        rf"(?:(?:or\s+)?more\s+)?(?:(?!(?:{between})\b)[\w@/`'+-]+\s+){{0,3}}?"
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
        is_plain_vote = noun.lower().startswith("vote") and "+" not in match[0]
        is_thing = is_approval and not is_plain_vote
        return not (is_thing or is_asked)
    is_time = re.search(rf"\b(?:{counts['not_before']})\s+$", before, re.IGNORECASE)
    has_acted = _HAVE_ACTED.match(text[match.end() :])
    return bool(is_time) and not (is_approval or has_acted)


def _role(text: str) -> str | None:
    """Who approves, else who reviews or merges, where such a word stands with it."""
    acting, approving = _ending("acting"), _ending("approving")
    reviews: str | None = None
    for name in words()["roles"]:
        for found in pattern("roles", name).finditer(text):
            if _acts(text[found.end() :][:90], name):
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
    plain = _RELATIVE.sub("", _ASIDE.sub("", after))
    return bool(re.match(expression, plain, re.IGNORECASE))
