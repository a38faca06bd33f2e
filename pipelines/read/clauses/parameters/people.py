"""The teams and people that a clause names."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import Any

from pipelines.read.clauses.parameters.approvals import is_approving
from pipelines.read.clauses.parameters.reading import (
    Reading,
    pattern,
    unique,
    whole_words,
    words,
)

_HANDLE = re.compile(  # `@org/team`, and `@group/part/team` where groups nest
    r"(?<![\w@./])@(?!-)([\w.-]{1,60}(?:/\w[\w.-]{0,59}){0,3})(?![\w@./-])"
)
_ASKED = re.compile(
    r"\b(?:reviews?|approvals?|approved|reviewed|sign-?offs?)\s+(?:by|from)\s+$",
    re.IGNORECASE,
)
_AS_REVIEWER = re.compile(r"\bas\s+(?:an?\s+|the\s+)?reviewers?\b", re.IGNORECASE)
_CURRENT = re.compile(r"\((?:currently|at\s+present)\s+`?$", re.IGNORECASE)
_HANDLE_NEXT = re.compile(r"\s*[(,]\s*`?@")
_CODE = re.compile(r"`[^`]*`")
_GROUP = re.compile(r"\s+(?:team|squad|guild|crew|group|wg|sig)$")
_EITHER = re.compile(r"\b(?:either|any\s+of|one\s+of)\b", re.IGNORECASE)
# `a maintainer of the area (`@a/x`, `@a/y`)`: the one that it concerns.
_OF_ONE = re.compile(
    r"\b(?:area|component|module|package|subsystem|directory|team|group)s?\s*"
    r"\((?:(?!\b(?:and|both|all)\b)[^()]){3,300}\)",
    re.IGNORECASE,
)
_AND_SO_ON = re.compile(r"@[\w./-]{1,120}`?,?\s*(?:…|\.{3}|etc\b|and\s+so\s+on\b)")


def teams(reading: Reading) -> dict[str, Any]:
    """Teams and people: as approvers where the sentence speaks of approving."""
    text = _CODE.sub(_unless_phrase, reading.sense)
    handles = [
        m
        for m in _HANDLE.finditer(text)
        if not _is_no_team(m[1])
        and text[m.end() : m.end() + 1] not in ("<", "*", "{")
        and not _CURRENT.search(text[max(0, m.start() - 16) : m.start()])
    ]
    if _AND_SO_ON.search(text):
        return {}  # the list names only some of them
    groups = unique(["@" + m[1].rstrip(".-") for m in handles if _is_team(m, text)])
    people = unique(["@" + m[1].rstrip(".-") for m in handles if not _is_team(m, text)])
    groups += [n for n in _named_teams(text) if f"@{_known_as(n)}" not in groups]
    found: dict[str, Any] = {}
    if groups and people and len(handles) > 1:  # listed with a team, it is a team
        groups, people = unique(["@" + m[1].rstrip(".-") for m in handles]), []
    is_own = pattern("team_minimum").match(text)  # of its own changes, not by it
    is_asked = is_approving(text) or bool(_AS_REVIEWER.search(text))
    prefix = "approver_" if is_asked and not is_own else ""
    if groups:
        found[f"{prefix}teams"] = groups
    if people:
        found[f"{prefix}people"] = people
    if len(groups) + len(people) > 1:
        key = "approver_mode" if prefix else "team_mode"
        named = [m.span() for m in handles] + _spans(groups, text)
        found[key] = "any" if _is_choice(text, sorted(named)) else "all"
    return found


def _unless_phrase(code: re.Match[str]) -> str:
    """A code span of one word; one of several words, which names nobody, as blanks."""
    return code[0] if len(code[0].split()) == 1 else " " * len(code[0])


def _is_no_team(name: str) -> bool:
    base = name.split("/")[0].lower()
    if base in words()["not_teams"] or name.endswith((".com", ".org", ".io")):
        return True
    return bool(re.search(r"\w[._]\w", base.rstrip(".-")))  # no login: `@pytest.mark`


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
    """`the platform team`, bodies, and who is asked for an approval, as written."""
    found = [
        name
        for match in pattern("team_names").finditer(text)
        if (name := _team(match, text))
    ]
    for body in pattern("bodies").finditer(text):
        is_again = text[: body.start()].endswith("(")  # `... Committee (TSC)`
        is_handled = _HANDLE_NEXT.match(text, body.end())  # `... Committee (@org/tsc)`
        if not (is_again and found) and not is_handled:
            found.append(" ".join(body[1].split()))
    asked = is_approving(text)
    for name in ("bare_asked", "bare_joined", "bare_acts"):
        found += [match[1] for match in _bare(name).finditer(text)]
    found += [
        match[1]
        for match in pattern("named_approvers").finditer(text)
        if asked and not pattern("not_named_approvers").search(match[1])
    ]
    named = {_known_as(name): name for name in reversed(found)}
    return [n for k, n in reversed(named.items()) if not _is_part(k, list(named))]


def _known_as(name: str) -> str:
    """A name without regard to case, and without the word `team`."""
    return _GROUP.sub("", name.lower())


def _team(match: re.Match[str], text: str) -> str:
    """A team as it is written; empty where it has no name."""
    name = _name_of(match, text)
    group = match[0].split()[-1]
    return f"{name} {group}" if name else ""


def _name_of(match: re.Match[str], text: str) -> str:
    """The name before `team`; empty where it is no name."""
    written = [part for part in (match[1], match[2]) if part]
    parts = [part.lower() for part in written]
    if _HANDLE_NEXT.match(text, match.end()):
        return ""  # `the security team (@org/security)`
    if parts[-1] in words()["not_team_names"]:
        return ""
    opening = match[0][: match.start(1) - match.start()].lower()
    is_asked = bool(_ASKED.search(text[: match.start()][-20:]))
    is_member = bool(re.search(r"\b(?:of|from|on|in)\s+(?:the|our)\s+$", opening))
    is_group = match[0].lower().endswith("group")  # of users, of an API, of people
    if is_group and not (is_member or is_asked):
        return ""
    if is_member or (opening and is_asked):  # `a review by the metrics team`
        return " ".join(
            p for p in written if p.lower() not in words()["not_team_names"]
        )
    if parts[-1] == "core" and text[match.end() :].lstrip().startswith("member"):
        return ""  # a role, see approver_role
    known = words()["team_words"]
    named = [
        part
        for part in written
        if part.lower() in known or (part[0].isupper() and match.start())
    ]
    if named and len(parts) > len(named) and named[0] == written[0]:
        named = written  # `the API governance team`
    return " ".join(named)


@cache
def _bare(name: str) -> re.Pattern[str]:
    """An expression of words.yml with the names of who may be asked in it."""
    return whole_words(words()[name].replace("NAMES", words()["bare_names"]))


def _is_part(name: str, names: list[str]) -> bool:
    """`security` beside `it security`."""
    return any(name != other and other.endswith(f" {name}") for other in names)


def _spans(names: list[str], text: str) -> list[tuple[int, int]]:
    """Where the teams that are no handles stand."""
    small = text.lower()
    starts = {n: small.find(n.lower()) for n in names if not n.startswith("@")}
    return [(at, at + len(name)) for name, at in starts.items() if at >= 0]


def _is_choice(text: str, named: list[tuple[int, int]]) -> bool:
    if _EITHER.search(text) or _OF_ONE.search(text):
        return True
    return any(
        re.search(r"\bor\b", text[end:start], re.IGNORECASE) and start - end < 40
        for (_, end), (start, _) in pairwise(named)
    )
