"""The teams and people that a clause names."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from pipelines.read.clauses.parameters.approvals import is_approving
from pipelines.read.clauses.parameters.reading import Reading, pattern, unique, words

_HANDLE = re.compile(
    r"(?<![\w@./])@(?!-)([\w.-]{1,60}(?:/[\w.-]{1,60})?)(?![\w@])(?!/)"
)
_ASKED = re.compile(
    r"\b(?:review|approval|approved|reviewed|sign-?off)\s+(?:by|from)\s+$",
    re.IGNORECASE,
)
_HANDLE_NEXT = re.compile(r"\s*[(,]\s*`?@")
_CODE = re.compile(r"`[^`]*`")
_EITHER = re.compile(r"\b(?:either|any\s+of|one\s+of)\b", re.IGNORECASE)


def teams(reading: Reading) -> dict[str, Any]:
    """Teams and people: as approvers where the sentence speaks of approving."""
    text = _CODE.sub(_unless_phrase, reading.sense)
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
    is_own = pattern("team_minimum").match(text)  # of its own changes, not by it
    prefix = "approver_" if is_approving(text) and not is_own else ""
    if groups:
        found[f"{prefix}teams"] = groups
    if people:
        found[f"{prefix}people"] = people
    if len(groups) + len(people) > 1:
        key = "approver_mode" if prefix else "team_mode"
        found[key] = "any" if _is_choice(text, handles) else "all"
    return found


def _unless_phrase(code: re.Match[str]) -> str:
    """A code span of one word; one of several words, which names nobody, as blanks."""
    return code[0] if len(code[0].split()) == 1 else " " * len(code[0])


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
        if _HANDLE_NEXT.match(text, match.end()):
            continue  # `the security team (@org/security)`
        if parts[-1] in words()["not_team_names"]:
            continue
        known = words()["team_words"]
        is_whole = match[0].lower().startswith(("the ", "our ")) and not match[2]
        if is_whole and _ASKED.search(text[: match.start()][-20:]):
            found.append(parts[-1])  # `a review by the metrics team`
            continue
        if parts[-1] == "core" and text[match.end() :].lstrip().startswith("member"):
            continue  # a role, see approver_role
        named = [
            part.lower()
            for part in (match[1], match[2])
            if part and (part.lower() in known or (part[0].isupper() and match.start()))
        ]
        if named and len(parts) > len(named) and named[0] == parts[0]:
            named = parts  # `the API governance team`
        if named:
            found.append(" ".join(named))
    for body in pattern("bodies").finditer(text):
        found.append(body[1].lower())
    for name in ("bare_teams", "bare_team_acts"):
        found += [match[1].lower() for match in pattern(name).finditer(text)]
    return unique(found)


def _is_choice(text: str, handles: list[re.Match[str]]) -> bool:
    if _EITHER.search(text):
        return True
    return any(
        re.search(r"\bor\b", text[a.end() : b.start()], re.IGNORECASE)
        and b.start() - a.end() < 40
        for a, b in pairwise(handles)
    )
