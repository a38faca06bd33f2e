"""Who has to act, where a sentence tells it by a role: `the release manager`."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from pipelines.read.clauses.lexicon import spaced
from pipelines.read.clauses.parameters.reading import Reading, unique, words

_ASIDE = re.compile(r"\s*\([^()]{0,60}\)")
_OF = re.compile(r"\s+(?:of|from|in|on)\b", re.IGNORECASE)
_CODE = re.compile(r"`[^`]*`")
_MAX_WORDS = 3  # of a name


def actors(reading: Reading) -> dict[str, Any]:
    """`actors`: the roles that the sentence puts in charge, in lower case.

    A role counts as the subject of a verb that such people do, and after a word that
    hands something to it: `by`, `from`, `ask`. Teams and people with a name of their
    own are `teams` and `people`.
    """
    text = _CODE.sub(lambda m: " " * len(m[0]), reading.sense)
    found = [name for match in _role().finditer(text) if (name := _named(match, text))]
    found += [
        " ".join(match[0].lower().split())
        for match in _head().finditer(text)
        if _after().match(text, match.end())
        or _before().search(text[: match.start()][-60:])
    ]
    return {"actors": unique(found)} if found else {}


def _named(match: re.Match[str], text: str) -> str:
    """The name of a role that acts; empty where it only stands there."""
    parts = match["name"].split()
    known = _no_names()
    start = max(
        (n + 1 for n, word in enumerate(parts) if known.fullmatch(word)), default=0
    )
    name = [word.lower() for word in parts[start:]][-_MAX_WORDS:]
    opening = text[: match.start()] + " ".join([*parts[:start], ""])
    is_told = bool(start) or _opens(name, opening)
    if not name or _is_part(name, text[match.end() :], has_article=is_told):
        return ""
    after = _ASIDE.sub("", text[match.end() :][:90], count=1)
    is_subject = _after().match(after) and not _belongs().search(opening[-40:])
    acts = is_subject or _before().search(opening[-40:])
    return " ".join(name) if acts else ""


def _is_part(name: list[str], after: str, *, has_article: bool) -> bool:
    """`members of the team`, `team`: no role by itself."""
    if len(name) > 1 or not _bare().fullmatch(name[0]):
        return False
    is_whole = name[0].startswith(("team", "member")) and bool(_OF.match(after))
    return is_whole or name[0].startswith("team") or not has_article


def _opens(name: list[str], opening: str) -> bool:
    """`Leads send a report`: a plural that opens a sentence needs no article."""
    if len(name) != 1 or opening.strip(" *_|")[-1:] not in ("", ".", ":", ";"):
        return False
    return bool(re.fullmatch(words("actors")["opening"], name[0], re.IGNORECASE))


@cache
def _role() -> re.Pattern[str]:
    roles = spaced(words("actors")["roles"])
    return re.compile(
        rf"(?<![\w@/'’-])(?P<name>(?:[A-Za-z][\w-]{{0,30}}\s+){{0,4}}?(?:{roles}))(?![\w/’'-])",
        re.IGNORECASE,
    )


@cache
def _head() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{spaced(words('actors')['heads'])})", re.IGNORECASE)


@cache
def _no_names() -> re.Pattern[str]:
    return re.compile(words("actors")["no_names"] + r"|\d+", re.IGNORECASE)


@cache
def _bare() -> re.Pattern[str]:
    return re.compile(words("actors")["bare"], re.IGNORECASE)


@cache
def _after() -> re.Pattern[str]:
    said = spaced(words("actors")["after"])
    of = (
        r"(?:\s+(?:of|on|from|in)\s+(?:an?|the|that|this|each|its|every|our)\s+"
        r"(?:[\w-]+\s+){0,2}[\w-]+)?"
    )
    adverb = r"(?:also\s+|always\s+|then\s+)?[*_]{0,2}"
    return re.compile(rf"{of},?\s+{adverb}(?:{said})\b", re.IGNORECASE)


@cache
def _belongs() -> re.Pattern[str]:
    article = r"\s+(?:(?:an?|the|its|their|one|no)\s*)?$"
    return re.compile(
        rf"\b(?:{spaced(words('actors')['belongs'])}){article}", re.IGNORECASE
    )


@cache
def _before() -> re.Pattern[str]:
    said = spaced(words("actors")["before"])
    of_it = (
        r"(?:(?:an?|one|two|some)\s+)?(?:members?|somebody|someone|anyone|people)\s+"
        r"(?:of|from|on|in)\s+(?:(?:the|an?|our|that)\s+)?"
    )
    between = rf"(?:{of_it}|(?:(?!(?:of|to|for|with)\b)[\w-]+\s+){{0,3}})"
    return re.compile(rf"\b(?:{said})\s+{between}$", re.IGNORECASE)
