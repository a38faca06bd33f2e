"""The title of an incident, without what stands in other columns."""

from __future__ import annotations

import re

from pipelines.read.incidents.days import find_days

_BEFORE = re.compile(
    r"^[\s:–—|#*.,-]*(?:(?:incident|outage|post-?mortem|post mortem"
    r"|post-incident|rca|root cause analysis)(?: report| review| analysis| summary)?"
    r"(?: on| of| from| for)?[\s:#–—|-]+)?",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"^(?:#\d+|(?:INC|PM|RCA|PIR|SEV|IR)[-_ #]?\d[\w-]*|incident #?\d+)\b[\s:–—|.-]*",
    re.IGNORECASE,
)
_SEVERITY = re.compile(
    (
        r"[\[(]\s*(?:sev(?:erity)?[ -]?|s|p)[0-5]\s*[\])]"
        r"|^sev(?:erity)?[ -]?[0-5]\b\s*[:–—-]?"
    ),
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s*$",
    re.IGNORECASE,
)


def clean_title(raw: str) -> str:
    """Take day, number, severity and the word incident from the ends of a title."""
    title = re.sub(r"^\d{1,3}[.)]\s+", "", " ".join(raw.split()))
    for found in reversed(find_days(title, year=2000)):
        before = _WEEKDAY.sub("", title[: found.start])
        title = f"{before}\x00{title[found.end :]}"
    title = re.sub(r"[\[(]\s*\x00\s*[\])]", "\x00", title)
    title = re.sub(r"^[\s\x00:–—|,-]+|[\s\x00:–—|,-]+$", "", _SEVERITY.sub(" ", title))
    title = title.replace("\x00", " ")
    for _ in range(2):
        title = _BEFORE.sub("", _NUMBER.sub("", title, count=1), count=1)
        title = re.sub(r"^[\s:–—|,-]+|[\s:–—|,-]+$", "", title)
    title = re.sub(
        r"\s*\b(?:on|at|from|of|for)\s*$|\(\s*\)|\[\s*\]", "", " ".join(title.split())
    )
    return title.strip(" :–—|,-") or " ".join(raw.split())


def title_of_file(path: str) -> str:
    """`2024-10-01-queue-stuck.md` is about "queue stuck"."""
    name = path.rpartition("/")[2].rpartition(".")[0]
    return clean_title(re.sub(r"(?<!\d)[-_]|[-_](?!\d)", " ", name))
