"""The people in a cell: a login or an address is certain, a bare name is a name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.read.incidents.data import is_placeholder
from pipelines.read.on_call.records import NotReadError, Person
from pipelines.read.on_call.words import words

_LONGEST = 300  # characters of a cell
_APART = re.compile(
    r"\s*(?:[,;/&+\n|]|<br ?/?>|\band\b)\s*"
    r"|\s{2,}|\t",
    re.IGNORECASE,
)
_LOOKS_ON = re.compile(  # of several, who is left out
    r"(?:[,;/&+\n]|\band\b)(?:(?!\band\b)[^,;/&+()\n]){1,60}"
    r"\((?:shadow\w*|trainee|observer|observing|learning|in training)\)",
    re.IGNORECASE,
)
_TEAM = re.compile(r"@[\w-]{1,39}/[\w.-]{1,100}")
_LOGIN = re.compile(
    r"(?<![\w.-])@([A-Za-z0-9][A-Za-z0-9-]{0,38}(?:_[A-Za-z0-9]{1,10})?)(?![\w@]|\.\w)"
)
_ONLY_LOGINS = re.compile(
    r"(?:@[A-Za-z0-9][A-Za-z0-9-]{0,38}(?![\w.])[\s,;/&+]*){1,12}"
)
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_SECOND = re.compile(  # "@ada (backup: @bob)"
    r"\(((?:primary|secondary|back[\s-]?up|fallback|with)\b[:\s]\s?[^()]{1,60})\)",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\s*\(([^()]{1,120})\)")
_SHORT = 3  # letters
_ONE_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{1,38}")
_PARTICLE = (
    r"(?:van|von|vom|zu|zur|de|der|den|del|da|di|dos|du|la|le|el|al|bin|ten|ter|af|av)"
)
_WORD = r"[^\W\d_a-z][\w.'’-]{0,30}"
_NAME = re.compile(
    rf"[^\W\d_][\w.'’-]{{0,30}}(?:(?: {_PARTICLE}){{0,2}} {_WORD}){{0,3}}(?:\[bot\])?"
)
# No login of GitHub: `:ada` of a tracker, `ada@` of the mail, `@ada.b` of a chat.
_NICK = re.compile(r"[:@][A-Za-z][\w.-]{0,38}|[A-Za-z0-9][\w.-]{0,38}@")
_ACCOUNT = re.compile(r"\[~([\w.-]{1,60})\]")  # of Jira
_FOOTNOTE = re.compile(r"(?:[\w)][*†‡¹²³]|\[\d\])+$")
_EDGES = re.compile(  # the dot of "Ada L." is hers
    r"^[^\w@:(\[?]+|(?!(?<=\s[A-Z])\.$)[^\w@)\]?]+$"
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
    cell = _ACCOUNT.sub(r"\1", cell)
    if _TEAM.search(cell):
        raise NotReadError("names a team, not a person")
    logins = dict(_logins(links))
    if _ONLY_LOGINS.fullmatch(cell):
        return [_person(found[0], logins) for found in _LOGIN.finditer(cell)]
    if _is_nobody(_EDGES.sub("", cell)):
        return []
    if words("to_be_named").match(_EDGES.sub("", cell)):
        return [Person(cell, None)]
    apart = _SECOND.sub(r", \1", _LOOKS_ON.sub("", cell))
    apart = _BRACKETS.sub(lambda found: _remark(found, logins), apart)
    pieces = (_piece(piece) for piece in _APART.split(apart))
    return [_person(piece, logins) for piece in pieces if not _is_nobody(piece)]


def _piece(written: str) -> str:
    written = written.strip()
    if _FOOTNOTE.search(written) and not written.startswith("*"):
        raise NotReadError(f"has a footnote: {written[:60]}")
    return _EDGES.sub("", written)


def _remark(found: re.Match[str], logins: dict[str, str]) -> str:
    """What stands in brackets, if it says who it is or what; a mere remark is left out.

    Raises:
        NotReadError: It says that the time is not wholly theirs.
    """
    inner = found[1].strip()
    said = re.sub(r"\s+", " ", words("roles").sub(" ", inner)).strip(" :")
    if not said or inner.lower() in logins or _LOGIN.fullmatch(inner):
        return found[0]
    if _ADDRESS.fullmatch(inner) or words("to_be_named").match(inner):
        return found[0]
    name = _APART.split(found.string[: found.start()])[-1]
    if _ONE_WORD.fullmatch(inner) and _is_made_of(inner, name):
        return f" (@{inner})"
    for clause in re.split(r"\s*[,;]\s*", inner):
        if words("others_absence").match(clause) or words("in_place_of").match(clause):
            continue
        if words("no_remark").search(clause) or words("no_person").search(clause):
            raise NotReadError(f"no person: {found.string.strip()[:60]}")
    return ""


def _is_made_of(login: str, name: str) -> bool:
    """Whether it is two parts of a name, one maybe as its first letter, or one counted.

    What is only like a name may as well be a word: a place, a team.
    """
    parts = re.findall(r"[^\W\d_]+", name.lower())
    both = [(a, b) for a in parts for b in parts if a is not b and len(a + b) > _SHORT]
    made = {one for a, b in both for one in (a + b, a[0] + b, a + b[0])}
    letters = login.lower().replace("-", "").rstrip("0123456789")
    is_counted = login[-1].isdecimal() and len(letters) > _SHORT
    return letters in made or (is_counted and letters in parts)


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
    rest = " ".join(rest.split()).strip("–—-()`*_ ")
    if _NICK.fullmatch(rest) and not (certain or linked):
        return Person(rest, None, said)
    rest = rest.strip(" :")
    is_other = words("no_person").search(rest) or words("part_column").search(rest)
    is_name = len(rest) > 1 and _NAME.fullmatch(rest) and not is_other
    if (rest and not is_name) or not (rest or certain):
        raise NotReadError(f"no person: {piece[:60]}")
    written = linked or (certain[0] if certain else None)
    if written is None:
        return Person(rest, None, said)
    return Person(written, written.removeprefix("@").lower(), said)
