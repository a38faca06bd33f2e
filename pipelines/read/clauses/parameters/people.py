"""Who approves, reviews and answers: counts, roles, teams and people."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from pipelines.read.clauses.parameters.reading import (
    Reading,
    number,
    number_words,
    pattern,
    unique,
    words,
)

_HANDLE = re.compile(r"(?<![\w@./])@([\w.-]{1,60}(?:/[\w.-]{1,60})?)(?![\w@])(?!/)")
_OR = re.compile(r"[`*\s,]*\bor\b[`*\s,]*(?:the\s+)?$|^\W*or\b", re.IGNORECASE)
_EITHER = re.compile(r"\b(?:either|any\s+of|one\s+of)\b", re.IGNORECASE)


_APPROVAL = re.compile(r"(?:approvals?|lgtms?|\+1s?|sign-?offs?|votes?)$")
_NAMED_COUNT = re.compile(
    r"\b(?:approvals?|approvers|reviewers|reviews)(?:\s+(?:required|needed))?\s*[:=]\s*`?(\d{1,2})\b",
    re.IGNORECASE,
)
_COUNTED_BY = re.compile(
    rf"\b(?:approv|review|sign)\w*(?:[- ]off)?\s+(?:and\s+\w+\s+)?by\s+(?:at\s+least\s+)?"
    rf"(?P<n>\d{{1,2}}|{number_words()})\s+\w",
    re.IGNORECASE,
)
_BY = re.compile(
    r"(?:approv|review|sign)\w*(?:[- ]off)?\s+(?:and\s+\w+\s+)?(?:by|from)\s+(?:at\s+least\s+)?$",
    re.IGNORECASE,
)


def approvals(reading: Reading) -> dict[str, Any]:
    """`approval_count`, `approver_role`, `excludes_author`, `resets_on_push`."""
    text = reading.sense
    found: dict[str, Any] = {}
    speaks = _approves(text) or bool(pattern("reviewing").search(text))
    if speaks and (count := _count(text)):
        found["approval_count"] = count
    if speaks and (role := _role(text)):
        found["approver_role"] = role
    if speaks and pattern("excludes_author").search(text):
        found["excludes_author"] = True
    if pattern("resets_on_push").search(text):
        found["resets_on_push"] = not re.search(
            r"\b(?:do|does)\s+not\s+(?:dismiss|reset|invalidate)", text
        )
    return found


def _approves(text: str) -> bool:
    return bool(pattern("approving").search(text))


def _count(text: str) -> int | None:
    """The number of approvals, reviews or reviewers that the sentence asks for."""
    if found := _NAMED_COUNT.search(text):
        return int(found[1])
    by = _COUNTED_BY.search(text)
    if by and (value := number(by["n"])) and value > 1:
        return int(value)
    for match in _counted().finditer(text):
        value = number(match["n"])
        if value is None or value < 1 or _is_other_count(text, match):
            continue
        return int(value)
    return None


@cache
def _counted() -> re.Pattern[str]:
    roles = "|".join(words()["roles"].values())
    nouns = f"{words()['approval_nouns']}|{roles}".replace(" ", r"\s+")
    n = rf"\d{{1,2}}|{number_words()}|another"
    return re.compile(
        rf"(?<![\w.-])(?P<n>{n})(?:\s*\(\d{{1,2}}\))?\s+(?:\*\*)?(?:more\s+)?"
        rf"(?:(?!(?:or|and|of|the|that|which|who|to|pull|merge|issue|an?|is|are|with|by|in|for|as|teams?|days?|hours?|weeks?|needs?|requires?|must|should|has|have)\b)[\w@/`'-]+\s+){{0,3}}?"
        rf"(?:{nouns}|members?\s+of)(?![\w-])",
        re.IGNORECASE,
    )


def _is_other_count(text: str, match: re.Match[str]) -> bool:
    """The number counts something else, such as `a review comment` or a duration."""
    before = text[max(0, match.start() - 30) : match.start()]
    if re.match(
        r"\s+(?:comments?|threads?|process|app|request|checklist|guide|period|meeting|queue)\b",
        text[match.end() :],
    ):
        return True
    indefinite = match["n"].lower() in ("a", "an")
    noun = match[0].split()[-1].lower()
    if indefinite and not (_APPROVAL.match(noun) or _BY.search(before)):
        return True
    if indefinite and noun.startswith("vote"):
        return True
    counts_time = re.search(r"\b(?:within|after|for|every)\s+$", before)
    return bool(counts_time) and not _APPROVAL.match(noun)


def _role(text: str) -> str | None:
    """Who approves; only where an approving word stands with the role."""
    around = re.compile(
        r"(?:approv\w*|review\w*|sign\w*[- ]?off|lgtms?|\+1s?|votes?|merge[ds]?|accept\w*),?(?:\s+[\w`'@/,-]+){0,6}?,?\s+"
        r"(?:by|from|of|by at least|two|one|three|\d|a|an|another|any)\s+(?:[\w`'-]+\s+){0,4}?$",
        re.IGNORECASE,
    )
    for name in words()["roles"]:
        for found in pattern("roles", name).finditer(text):
            before = text[max(0, found.start() - 100) : found.start()]
            after = text[found.end() : found.end() + 60]
            if around.search(before) or _acts(after, name):
                return str(name)
    return None


def _acts(after: str, name: str) -> bool:
    """`code owners must approve`, `maintainer approval`."""
    if re.match(r"['’]?s?\s+(?:approvals?|reviews?|sign-?offs?|lgtms?)\b", after, re.I):
        return True
    if name == "lead" or name == "reviewer":
        return bool(
            re.match(
                r"\s+(?:(?:must|should|has|have|need|needs|may|can|to|also)\s+){1,2}approve",
                after,
                re.I,
            )
        )
    return bool(
        re.match(
            r"\s+(?:(?:must|should|has|have|need|needs|shall|to|also|each)\s+){0,3}(?:approves?|reviews?|sign\s+off)\b",
            after,
            re.I,
        )
    )


def teams(reading: Reading) -> dict[str, Any]:
    """Teams and people: as approvers where the sentence speaks of approving."""
    text = reading.sense
    handles = [
        m
        for m in _HANDLE.finditer(text)
        if not _is_no_team(m[1]) and text[m.end() : m.end() + 1] not in ("<", "*", "{")
    ]
    groups = unique(["@" + m[1].rstrip(".-") for m in handles if _is_team(m, text)])
    people = unique(["@" + m[1].rstrip(".-") for m in handles if not _is_team(m, text)])
    groups += [n for n in _named_teams(text) if f"@{n}" not in groups]
    found: dict[str, Any] = {}
    if groups and people and len(handles) > 1:  # listed with a team, it is a team
        groups, people = unique(["@" + m[1].rstrip(".-") for m in handles]), []
    prefix = "approver_" if _approves(text) else ""
    if groups:
        found[f"{prefix}teams"] = groups
    if people:
        found[f"{prefix}people"] = people
    if len(groups) + len(people) > 1:
        key = "approver_mode" if prefix else "team_mode"
        found[key] = "any" if _is_choice(text, handles) else "all"
    return found


def _is_no_team(name: str) -> bool:
    base = name.split("/")[0].lower()
    return base in words()["not_teams"] or name.endswith((".com", ".org", ".io"))


def _is_team(match: re.Match[str], text: str) -> bool:
    """A handle with a slash, or with a word of a team's name in or beside it."""
    name = match[1].lower()
    if "/" in name:
        return True
    if set(re.split(r"[-_.]", name)) & set(words()["team_words"]):
        return True
    around = (
        text[max(0, match.start() - 12) : match.start()]
        + text[match.end() : match.end() + 12]
    )
    return bool(re.search(r"\b(?:team|group|squad|guild)\b", around, re.IGNORECASE))


def _named_teams(text: str) -> list[str]:
    """`the platform team` as `platform`."""
    found = []
    for match in pattern("team_names").finditer(text):
        parts = [part.lower() for part in (match[1], match[2]) if part]
        if parts[-1] in words()["not_team_names"]:
            continue
        named = [p for p in parts if p not in words()["not_team_names"]]
        found.append(" ".join(named))
    return unique(found)


def _is_choice(text: str, handles: list[re.Match[str]]) -> bool:
    if _EITHER.search(text):
        return True
    return any(
        re.search(r"\bor\b", text[a.end() : b.start()], re.IGNORECASE)
        and b.start() - a.end() < 40
        for a, b in zip(handles, handles[1:], strict=False)
    )
