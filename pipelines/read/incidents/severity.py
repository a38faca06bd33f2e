"""The severity of an incident, as written and as a level from 1 (worst) to 5."""

from __future__ import annotations

import re
from functools import cache

from pipelines.read.incidents.data import is_placeholder, load, phrase

_SEV = r"(?:sev(?:erity)?(?: level)?)[ \-_/:#]{0,2}[0-5](?!\d|\.\d)"
_SPELLED = re.compile(rf"(?<![\w/]){_SEV}", re.IGNORECASE)
_MARKED = re.compile(
    r"[\[(](?P<words>(?:sev(?:erity)?[ -]?|s|p)[0-5])[\])]", re.IGNORECASE
)
_ASSIGNED = re.compile(
    r"\b(?:a|an|as|called|declared|tagged|labell?ed|classified|marked|treated|raised to"
    r"|upgraded to|downgraded to|escalated to|severity|was|is|opened|this)\W{1,3}"
    rf"(?:a |an |as )?\W?(?P<words>{_SEV})",
    re.IGNORECASE,
)
_COMMAND = re.compile(  # by which an issue is labelled
    r"^/(?:severity|label\b[^\n]{0,200}?(?:~?\"?severity::?|~\"?(?=S)))"
    r" ?(?P<words>S?[1-5])\b",
    re.MULTILINE,
)
_EDGE = re.compile(  # `P1: site down`, `Site down - P2`, `Site down [major]`; no `S3:`
    r"^\W{0,3}(?P<first>P[0-5]|S[0-245])\s?(?=[:–—|]|-\s)"
    r"|\s[–—|-]\s?(?P<last>[PS][0-5])\W{0,2}$"
    r"|[\[(](?P<word>critical|major|minor|high|medium|low)(?:[ -]severity)?[\])]"
    r"\W{0,2}$",
    re.IGNORECASE,
)
_PRIORITY = re.compile(
    r"\b(?:declared|classified|rated|triaged|opened|logged|handled|treated|tagged"
    r"|marked|escalated|upgraded|downgraded|was|is)(?: (?:as|to))?(?: an?)? "
    r"(?P<words>P[0-5]|priority[ -][0-5])\b(?![-/]|\.\d)"
    r"|\ban? (?P<of>P[0-5]|priority[ -][0-5]) (?:incident|outage|issue)\b",
    re.IGNORECASE,
)
_LABELLED = re.compile(  # `... two block lists. Severity: high.`
    r"(?:^|[.!?;] )severity ?[:=] ?(?P<words>[a-z]{3,12}|[a-z]{0,4}[ -]?[0-5])"
    r"(?=[.,;!]|\s*$)",
    re.IGNORECASE | re.MULTILINE,
)
_CHANGED = re.compile(
    r"(?<!be )\b(?:upgraded|downgraded|escalated|raised|lowered|changed)"
    rf"(?: from {_SEV})? to (?P<words>{_SEV})",
    re.IGNORECASE,
)
_RANKED = re.compile(r"[^\d()]{2,40}\((?P<words>[^()]{2,20})\)")
_BADGE = 4  # words
_BEFORE = 200  # characters


@cache
def _words() -> dict[str, int]:
    return {
        word: level
        for level, words in load("severities.yml")["words"].items()
        for word in words
    }


@cache
def _numbered() -> re.Pattern[str]:
    names = "|".join(sorted(load("severities.yml")["numbered"], key=len, reverse=True))
    return re.compile(
        rf"(?<!\w)(?:(?:{names})[ \-_/:#]{{0,2}}([0-9])(?![\d.%:/])"
        r"|([0-9])(?=\s*(?:$|[(,;]|[-–—]\s)))",
        re.IGNORECASE,
    )


def level_of(written: str) -> int | None:
    """1 (worst) to 5, of a severity as somebody wrote it ("SEV-1", "Major", "P2")."""
    text = written.strip().strip("*_`[]() ").lower()
    if numbered := _numbered().match(text):
        return _level(numbered)
    for word in sorted(_words(), key=len, reverse=True):
        if re.match(rf"(?:\W*){re.escape(word)}(?!\w)", text):
            return _words()[word]
    if level := _spelled_out(text):
        return level
    later = _numbered().search(text)
    return _level(later) if later and later[1] else None


def _spelled_out(text: str) -> int | None:
    """`two`, `Severity II`."""
    names = load("severities.yml")["numbered"]
    words = text.split()
    is_named = len(words) == 2 and words[0] in names
    spelled: dict[str, int] = load("severities.yml")["spelled"]
    is_word = len(words) == 1 and len(text) > 1
    return spelled.get(words[-1]) if is_word or is_named else None


def _level(match: re.Match[str]) -> int | None:
    number = int(match[1] or match[2])
    return max(1, number) if number <= 5 else None


def severities_in(
    value: str | None, title: str, prose: str
) -> tuple[str | None, int | None, list[str]]:
    """As written, its level, and every spelling met, the stated one first.

    Args:
        value: Of the field that states it, if there is one.
        title: Heading of the incident.
        prose: The rest; only words that assign a severity count there.
    """
    stated: str | None = None
    is_quoted = value is not None and value.count('"') % 2 == 1  # in somebody's words
    if value and not is_quoted and not is_placeholder(value) and len(value) <= 200:
        stated = _short(value)
        if level_of(stated) is None or len(stated.split()) > 3:
            spelled = _SPELLED.search(value)
            stated = spelled[0] if spelled else stated
    if stated is None:
        marked = _MARKED.search(title) or _SPELLED.search(title)
        stated = (
            marked["words"]
            if marked and "words" in marked.groupdict()
            else marked[0]
            if marked
            else None
        )
    if stated is None and (edge := _EDGE.search(title)):
        stated = edge["first"] or edge["last"] or edge["word"]
    if stated is None:
        stated = _on_a_badge(prose)
    if stated is None and (command := _COMMAND.search(prose)):
        stated = command["words"]
    if stated is None:
        assigned = _CHANGED.search(prose) or _ASSIGNED.search(prose)
        stated = assigned["words"] if assigned else _labelled_in(prose)
    if stated is None and (ranked := _PRIORITY.search(prose)):
        stated = ranked["words"] or ranked["of"]
    met = [m[0].strip() for m in _SPELLED.finditer(f"{value or ''}\n{title}\n{prose}")]
    spellings = list(dict.fromkeys([*([stated] if stated else []), *met]))
    return stated, level_of(stated) if stated else None, spellings[:20]


def _labelled_in(prose: str) -> str | None:
    """`The carts stood still. Severity: high.`, but not of what stands before it."""
    for one in _LABELLED.finditer(prose):
        line = prose.rfind("\n", 0, one.start()) + 1
        before = prose[max(line, one.start() - _BEFORE) : one.start()]
        if level_of(one["words"]) and not phrase("of_a_finding").search(before):
            return one["words"]
    return None


def _on_a_badge(prose: str) -> str | None:
    """In one of the first lines, which has little else: `2022-10-18 | SEV2`."""
    for line in prose[:600].splitlines()[:4]:
        spelled = _SPELLED.search(line)
        if spelled and len(re.findall(r"[^\W\d_]{2,}", line)) <= _BADGE:
            return spelled[0]
    return None


def _may_rank(head: str, ranked: re.Match[str]) -> bool:
    """Whether the word before a rank is no severity, or not another one.

    `Major incident` names a kind of incident, which goes with the rank beside it.
    """
    word, rank = level_of(head), level_of(ranked["words"])
    if word is None or rank is None:
        return rank is not None
    return word == rank or (head.lower() == "major incident" and rank < word)


def _short(value: str) -> str:
    """`Sev1 (customers saw errors)` is written as `Sev1`."""
    head = re.split(
        r"\s*(?:[(;,\n]|\s[-–—]\s|\.\s)", value.strip().strip("*_` "), maxsplit=1
    )[0]
    ranked = _RANKED.fullmatch(value.strip())
    if ranked and _numbered().fullmatch(ranked["words"]) and _may_rank(head, ranked):
        head = ranked["words"]  # `Major incident (Priority 1)`
    return (head or value).strip("*_` .")[:60]
