"""The speakers of a discussion and their words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from pipelines.extract.archive.fields import Field
from pipelines.extract.archive.lines import Line
from pipelines.extract.archive.naming import strip_marker
from pipelines.extract.archive.values import Person, date_of, login, role
from pipelines.extract.archive.vocabulary import words

_NAME_END = re.compile(r":(?:\*\*|__|\*|_)?(?=\s|$|[\"“])|\s[–—-]{1,2}\s+(?=[\"“])")
_VERB = re.compile(
    r"\s+(?:commented|said|wrote|asked|replied|answered|noted|added|says|writes|asks)\b.*$",
    re.I,
)
_REMARK = re.compile(r"\s*[\(\[]([^()\[\]\n]{0,80})[\)\]]\s*$")
_QUOTES = {'"': '"', "“": "”", "„": "“", "«": "»", "'": "'"}
_LOGIN = re.compile(r"^@([A-Za-z0-9][A-Za-z0-9-]{0,38}(?:\[bot\])?)")
# In a cell of a table, what several people say stands on one line.
_NEXT_IN_CELL = re.compile(
    r"<br ?/?>\s*|(?<=[\"”.!?])\s+(?=[^\W\d_][^:\"“”.!?\n]{0,40}:\s[\"“])"
)
_HEADING_DATE = re.compile(r"\s*[,–—(-]+\s*(?=\d{4}-|\w{3,9} \d)")


@dataclass(frozen=True, slots=True)
class Said:
    """One contribution; `author` None where nobody is named, `at` where no date is."""

    line: int
    author: Person | None
    author_as_written: str | None
    words: str
    at: datetime | None


def said_in(field: Field) -> list[Said]:
    """Split a discussion into contributions, in its order; nothing is left out."""
    if field.origin == "cell":
        return [said for part in field.parts for said in _cell_said(part)]
    groups = _groups(field)
    return [said for group in groups if (said := _said(group))]


def _cell_said(part: Line) -> list[Said]:
    texts = _NEXT_IN_CELL.split(part.text)
    found = (_said([Line(part.number, text, "text")]) for text in texts)
    return [said for said in found if said]


def _groups(field: Field) -> list[list[Line]]:
    """Group lines: an outermost bullet, a sub-heading, a row or a paragraph begins one.

    Nested bullets and later lines belong to the bullet above them.
    """
    bullets = [part.depth for part in field.parts if part.kind == "item"]
    outermost = min(bullets, default=0)
    groups: list[list[Line]] = []
    under_heading = False
    for part in field.parts:
        if not part.text.strip():
            continue
        if part.kind == "heading":
            under_heading, begins = True, True
        elif part.kind == "row":
            begins = True
        elif part.kind == "item":
            begins = part.depth <= outermost and not under_heading
        else:
            speaker = None
            if part.depth < max(outermost, 1) and not under_heading:
                speaker = _speaker(strip_marker(part.text))
            begins = (
                not groups
                or speaker is not None
                or (part.starts and part.depth < outermost and not under_heading)
            )
        if groups and part.kind == "text" and _is_only_a_name(groups[-1]):
            begins = False
        if begins or not groups:
            groups.append([part])
        else:
            groups[-1].append(part)
    return groups


def _is_only_a_name(group: list[Line]) -> bool:
    """Tell whether somebody is named and the words are still to come."""
    if len(group) != 1 or group[0].kind not in ("text", "item"):
        return False
    found = _speaker(strip_marker(group[0].text).strip())
    return found is not None and not found[3]


def _said(group: list[Line]) -> Said | None:
    first = group[0]
    rest = [line.text for line in group[1:]]
    if first.kind == "row":
        return _row_said(first)
    if first.kind == "heading":
        text = first.text.lstrip("#").strip()
        return _heading_said(first.number, text, rest)
    text = strip_marker(first.text).strip()
    found = _speaker(text)
    if found is None:
        body = _unquote("\n".join([text, *_dedent(rest)]).strip())
        return Said(first.number, None, None, body, None) if body else None
    written, person, at, words_said = found
    body = _unquote("\n".join([words_said, *_dedent(rest)]).strip())
    return Said(first.number, person, written, body, at)


def _heading_said(number: int, heading: str, rest: list[str]) -> Said | None:
    name = _HEADING_DATE.split(heading[:300], maxsplit=1)[0].strip()
    name = _VERB.sub("", _REMARK.sub("", name)).strip().rstrip(":")
    body = _unquote("\n".join(_dedent(rest)).strip())
    at, _ = date_of(heading)
    if not name or date_of(name)[0]:
        return Said(number, None, None, body or heading, at)
    return Said(number, _person(name), heading, body, at)


def _row_said(line: Line) -> Said | None:
    cells = [cell.strip() for cell in line.cells]
    if not any(cells):
        return None
    at = next((found for cell in cells[:-1] if (found := date_of(cell)[0])), None)
    names = [cell for cell in cells[:-1] if cell and not date_of(cell)[0]]
    if not names:
        return Said(line.number, None, None, cells[-1], at)
    return Said(line.number, _person(names[0]), names[0], _unquote(cells[-1]), at)


def _speaker(text: str) -> tuple[str, Person, datetime | None, str] | None:
    """Split `Role (remark): "words"` into who, when and what; None: nobody is named."""
    end = _NAME_END.search(text[:160])
    if end is None:
        return None
    written, said = text[: end.start()], text[end.end() :].strip()
    is_bold = written.startswith(("**", "__"))
    written = written.strip().strip("*_`").strip()
    written = written.replace("**", "").replace("__", "")
    bare = _VERB.sub("", written)
    at, _ = date_of(written)
    while found := _REMARK.search(bare):
        bare = bare[: found.start()]
    if at:
        bare = _HEADING_DATE.split(bare, maxsplit=1)[0]
    bare = bare.strip().strip("*_`,").strip()
    if not _is_name(bare, is_sure=is_bold or said[:1] in _QUOTES or written[:1] == "@"):
        return None
    return written, _person(bare), at, said


@cache
def _not_speakers() -> frozenset[str]:
    return frozenset(words()["not_speakers"])


def _is_name(name: str, *, is_sure: bool) -> bool:
    """Tell whether words before a colon are somebody's name or role."""
    parts = name.split()
    if not parts or len(parts) > 6 or len(name) > 60:
        return False
    if name.startswith("@"):
        return bool(_LOGIN.match(name))
    if not name[0].isalpha() or any(mark in name for mark in '.!?;"“`<>='):
        return False
    if name.casefold() in _not_speakers() or parts[0].casefold() in _not_speakers():
        return False
    return is_sure or len(parts) <= 4


def _person(name: str) -> Person:
    if found := _LOGIN.match(name):
        return login(found[1])
    return role(name)


def _unquote(text: str) -> str:
    """Take the quote marks off words that stand in them as a whole."""
    closing = _QUOTES.get(text[:1])
    if closing and len(text) > 2 and text.endswith(closing):
        inner = text[1:-1]
        if closing not in inner and text[0] not in inner:
            return inner
    return text


def _dedent(lines: list[str]) -> list[str]:
    indents = [len(line) - len(line.lstrip()) for line in lines if line.strip()]
    cut = min(indents, default=0)
    return [line[cut:] for line in lines]
