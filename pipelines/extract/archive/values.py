"""Values of fields: labels, people, dates, branches."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from pipelines.extract.archive.vocabulary import (
    is_nothing,
)

_SPAN = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\[([^\[\]]*)\]\(([^()\s]*)(?:\s+\"[^\"]*\")?\)")
_MONTHS = (
    "jan", "feb", "mar", "apr", "may", "jun",
    "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip
_CLOCK = (
    r"(?:[T ,]+(?:at\s+)?(?P<hour>\d{1,2}):(?P<minute>\d{2})"
    r"(?::(?P<second>\d{2})(?:\.\d+)?)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_NAME = r"(?P<name>[A-Za-z]{3,9})\.?"
_YEAR = r"(?P<year>\d{4})(?!\d)"
_DATES = tuple(
    re.compile(day + _CLOCK, re.I)
    for day in (
        r"(?<!\d)(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)",
        rf"(?<!\d){_DAY}\.?\s+{_NAME},?\s+{_YEAR}",
        rf"\b{_NAME}\s+{_DAY},?\s+{_YEAR}",
    )
)
_LOGIN = re.compile(
    r"(?<![\w/@.])@([A-Za-z0-9][A-Za-z0-9-]{0,38}(?:/[\w.-]{1,80})?(?:\[bot\])?)"
)
_BARE_LOGIN = re.compile(r"^[a-z0-9][a-z0-9-]{0,38}(?:\[bot\])?$")
_LOOKS_DATED = re.compile(r"(?<!\d)\d{1,9}[-/.]\d{1,2}[-/.]\d{1,9}(?!\d)")
# A value that has the form of a date in words, whatever the word and the numbers.
_NUMBER, _WORD = r"\d{1,9}(?:st|nd|rd|th)?", r"[^\W\d_]{3,12}\.?"
_IN_WORDS = re.compile(
    rf"\W{{0,3}}(?:{_NUMBER}\.?\s{_WORD},?\s\d{{4,9}}|{_WORD}\s{_NUMBER},?\s\d{{4,9}}"
    rf"|\d{{4,9}},?\s{_WORD}\s{_NUMBER})\W{{0,3}}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named: `kind` is user (a login, lower case), or role (`role:<slug>`)."""

    person_id: str
    display_name: str
    kind: str


def labels_of(value: str) -> list[str]:
    """Split a label field: code spans where there are any, else at `,` `;` `|`.

    Bullets, links to labels and quotes are opened; what says "none" is left out.
    """
    value = _LINK.sub(lambda link: link[1], value)
    parts: list[str] = []
    for piece in re.findall(r"(?:`[^`\n]*`|[^,;|\n•·])+", value):
        spans = _SPAN.findall(piece)
        # Beside code spans, running words are remarks.
        is_remark = "`" in value and re.search(r"[()]|\w\s+\w+\s+\w", piece)
        parts += spans or ([] if is_remark else [piece])
    found: list[str] = []
    for part in parts:
        label = re.sub(r"^\s*(?:[-*+]\s+)?(?:\[[ xX]\]\s+)?", "", part)
        label = label.strip().strip("*\"'“”").strip()
        if label.startswith("[") and label.endswith("]"):
            label = label[1:-1].strip()
        if label and not is_nothing(label) and label not in found:
            found.append(label)
    return found


def people_of(value: str) -> list[Person]:
    """Return the people of a field: all `@login`s, else the names between commas.

    A single word in lower case is a login; anything else (`On-call SRE`) is a role.
    """
    value = _LINK.sub(lambda link: link[1], value).replace("`", "").replace("**", "")
    if is_nothing(value):
        return []
    found = [login(name) for name in _LOGIN.findall(value)]
    if not found:
        for part in re.split(r"[,;&\n]|\band\b", re.sub(r"\([^()]*\)", "", value)):
            name = part.strip().strip("*_\"'.").strip()
            if name and not is_nothing(name) and len(name) <= 80:
                is_login = _BARE_LOGIN.match(name) and not name.isdecimal()
                found.append(login(name) if is_login else role(name))
    return list(dict.fromkeys(found))


def login(name: str) -> Person:
    """Return the account `name`; a team (`org/team`) keeps an `@` before its name."""
    written = name.lstrip("@")
    person_id = written.lower()
    return Person(f"@{person_id}" if "/" in written else person_id, written, "user")


def role(name: str) -> Person:
    """Return the role or named person `name` as written."""
    slug = re.sub(r"[^\w]+", "-", name.casefold()).strip("-_")
    return Person(f"role:{slug or 'unknown'}", name, "role")


def date_of(value: str) -> tuple[datetime | None, str | None]:
    """Return the first date of a value in UTC, or why what looks like one is none.

    A day without a clock is its midnight, a clock without a zone is taken as UTC.
    """
    for pattern in _DATES:
        for found in pattern.finditer(value[:500]):
            parts = found.groupdict()
            month = _month(parts)
            if month is None:
                continue
            try:
                return _moment(parts, month), None
            except ValueError:
                return None, f"no such date: {found[0].strip()}"
    doubtful = _LOOKS_DATED.search(value[:500]) or _IN_WORDS.fullmatch(value[:500])
    if doubtful:
        words = doubtful[0].strip()
        return None, f"not a date that can be read without guessing: {words}"
    return None, None


def _month(parts: dict[str, str]) -> int | None:
    if "month" in parts:
        return int(parts["month"])
    short = parts["name"][:3].lower()
    return _MONTHS.index(short) + 1 if short in _MONTHS else None


def _moment(parts: dict[str, str], month: int) -> datetime:
    offset = timedelta()
    if (zone := parts["zone"]) and zone[0] in "+-":
        digits = zone[1:].replace(":", "")
        offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
        offset = -offset if zone[0] == "-" else offset
    local = datetime(
        int(parts["year"]),
        month,
        int(parts["day"]),
        int(parts["hour"] or 0),
        int(parts["minute"] or 0),
        int(parts["second"] or 0),
        tzinfo=timezone(offset),
    )
    try:
        return local.astimezone(UTC)
    except OverflowError as error:
        raise ValueError(str(error)) from error


def branch_of(value: str) -> tuple[str | None, str | None]:
    """Return (branch, remark): the first code span or word, and what else is said."""
    value = value.strip()
    if is_nothing(value):
        return None, None
    span = _SPAN.search(value)
    name = span[1].strip() if span else value.split()[0].rstrip(",;.").strip("*\"'“”")
    rest = (
        (value[: span.start()] + value[span.end() :])
        if span
        else value[len(value.split()[0]) :]
    )
    return name or None, (value if re.search(r"\w", rest) else None)


def both_branches(value: str) -> tuple[str, str] | None:
    """Read `feat/x -> main` (or `main <- feat/x`) as (head, base)."""
    plain = value.replace("`", "").strip()
    for arrow, turned in (
        ("→", False),
        ("->", False),
        ("=>", False),
        ("←", True),
        ("<-", True),
        (" into ", False),
    ):
        left, found, right = plain.partition(arrow)
        if found and left.strip() and right.strip():
            ends = left.strip().split()[-1], right.strip().split()[0].rstrip(",;.")
            return (ends[1], ends[0]) if turned else ends
    return None


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Yield (line offset, sentence) of text, split at stops, `;` and lines' ends."""
    for offset, line in enumerate(text.split("\n")):
        for part in re.split(r"(?<=[.!?;])\s+", line):
            if part.strip():
                yield offset, part.strip()
