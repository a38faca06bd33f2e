"""The people in a cell: a login or an address is certain, a bare name is a name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.read.incidents.data import is_placeholder
from pipelines.read.on_call.records import NotReadError, Person
from pipelines.read.on_call.words import words

_LONGEST = 300  # characters of a cell
_APART = re.compile(r"\s*(?:[,;/&+\n]|<br ?/?>|\band\b)\s*", re.IGNORECASE)
_TEAM = re.compile(r"@[\w-]{1,39}/[\w.-]{1,100}")
_LOGIN = re.compile(r"@([A-Za-z0-9](?:[A-Za-z0-9-]{0,38}))")
_ONLY_LOGINS = re.compile(r"(?:@[A-Za-z0-9][A-Za-z0-9-]{0,38}[\s,;/&+]*){1,12}")
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_SECOND = re.compile(  # "@ada (backup: @bob)"
    r"\(((?:primary|secondary|back[\s-]?up|fallback|with)\b[:\s]\s?[^()]{1,60})\)",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\(([^()]{1,60})\)")
_NAME = re.compile(
    r"[^\W\d_][\w.'’-]{0,30}(?: [^\W\d_a-z][\w.'’-]{0,30}){0,2}(?:\[bot\])?"
)
_PROFILE = re.compile(
    r"https?://(?:[\w-]{1,40}\.)?github\.[\w.-]{1,60}/([A-Za-z0-9][A-Za-z0-9-]{0,38})/?"
)


def people_in(cell: str, links: Sequence[tuple[str, str]] = ()) -> list[Person]:
    """Everybody whom a cell names, also who is still to be named; else nobody.

    Raises:
        NotReadError: It says something else, or more.
    """
    if len(cell) > _LONGEST:
        raise NotReadError("too long to name people")
    if _TEAM.search(cell):
        raise NotReadError("names a team, not a person")
    logins = dict(_logins(links))
    if _ONLY_LOGINS.fullmatch(cell):
        return [_person(found[0], logins) for found in _LOGIN.finditer(cell)]
    apart = _SECOND.sub(r", \1", cell)
    pieces = (piece.strip(" \t*_`.:-–—") for piece in _APART.split(apart))
    return [_person(piece, logins) for piece in pieces if not _is_nobody(piece)]


def _is_nobody(piece: str) -> bool:
    is_open = words("to_be_named").match(piece)
    return bool(words("nobody").match(piece) or (is_placeholder(piece) and not is_open))


def _logins(links: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """What a link to a profile or an address shows, with whom it leads to."""
    found = []
    for text, target in links:
        if profile := _PROFILE.fullmatch(target):
            found.append((text.strip().lower(), f"@{profile[1]}"))
        elif target.startswith("mailto:"):
            found.append((text.strip().lower(), target.removeprefix("mailto:")))
    return found


def _person(piece: str, logins: dict[str, str]) -> Person:
    if words("to_be_named").match(piece):
        return Person(piece, None)
    role = words("roles").search(piece)
    said = role[0].lower() if role and role[0].lower() not in ("is", "with") else None
    linked = logins.get(piece.lower())
    for inner in _BRACKETS.findall(piece):
        linked = linked or logins.get(inner.lower())
    name = words("roles").sub(" ", _BRACKETS.sub(r" \1 ", piece))
    linked = linked or logins.get(" ".join(name.split()).strip(" :–—-").lower())
    certain = _ADDRESS.search(name) or _LOGIN.search(name)
    rest = name.replace(certain[0], " ") if certain else name
    rest = " ".join(rest.split()).strip(" :–—-()`*_")
    is_other = words("no_person").search(rest) or words("part_column").search(rest)
    is_name = _NAME.fullmatch(rest) and not is_other
    if (rest and not is_name) or not (rest or certain):
        raise NotReadError(f"no person: {piece[:60]}")
    written = linked or (certain[0] if certain else None)
    if written is None:
        return Person(rest, None, said)
    return Person(written, written.removeprefix("@").lower(), said)
