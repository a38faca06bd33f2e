"""The title of an incident, without what stands in other columns."""

from __future__ import annotations

import re

from pipelines.read.incidents.days import find_compact, find_days

_BEFORE = re.compile(
    r"^[\s:–—|#*.,-]*(?:(?:incident|outage|post-?mortem|post mortem"
    r"|post-incident|rca|root cause analysis)(?: report| review| analysis| summary)?"
    r"(?: on| of| from| for)?[\s:#–—|-]+)?",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"^(?:#\d+|(?:INC|PM|RCA|PIR|SEV|IR)[-_ #]?\d[\w-]*|incident #?\d[\d/-]*)\b"
    r"[\s:–—|.-]*",
    re.IGNORECASE,
)
_SEVERITY = re.compile(
    r"[\[(]\s*(?:sev(?:erity)?[ -]?|s|p)[0-5]\s*[\])]"
    r"|^sev(?:erity)?[ -]?[0-5]\b\s*(?=[:–—|-])\W*"
    r"|[|–—-]\s*sev(?:erity)?[ -]?[0-5]$"
    r"|[\[(]\s*(?:resolved|closed|done|ongoing|draft)\s*[\])]$"
    r"|^[\[(]\s*(?:resolved|closed|solved|fixed|update[ds]?)\s*[\])]\s*",
    re.IGNORECASE,
)
_REST = re.compile(  # what is left of a title that has no other words
    r"(?:and|or)\b|(?:post-?mortem|follow-?up|report|review|analysis|summary|retrospective"
    r"|write-?up)s?\W*$",
    re.IGNORECASE,
)
_TIME = (
    r"\d{1,2}:\d\d(?::\d\d)?(?:\s?[ap]\.?m\b\.?)?"
    r"(?:\s?(?-i:Z|UTC|[A-Z]{3,4})\b)?"
)
_CLOCK = re.compile(
    r"^\s*\((?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\)"
    r"|^\s*\((?-i:[A-Z]{2,4}T|UTC)\)(?:,? (?:19|20)\d\d\b)?"
    rf"|^(?: (?:at|around|from))?[T ,]?\s?{_TIME}(?:\s?[-–—]\s?{_TIME})?",
    re.IGNORECASE,
)
_NEXT_SENTENCE = re.compile(r"\.\s+[A-Z]")
_EDGES = re.compile(
    r"^[\s\x00:–—|,\u2600-\u27bf\U0001f300-\U0001faff-]+|[\s\x00:–—|,-]+$"
)
_WEEKDAY = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s*$",
    re.IGNORECASE,
)


def clean_title(raw: str) -> str:
    """Take day, number, severity and the word incident from the ends of a title."""
    title = re.sub(r"^\d{1,3}[.)]\s+", "", " ".join(raw.replace("`", "").split()))
    days = find_days(title, year=2000)
    compact = find_compact(title)
    for found in reversed(days or ([compact] if compact else [])):
        before = _WEEKDAY.sub("", title[: found.start])
        after = _CLOCK.sub("", title[found.end :])
        if _NEXT_SENTENCE.match("." * found.words.endswith(".") + after):
            continue  # `Trouble on 29th July. Here is what happened.`
        title = f"{before}\x00{after}"
    title = re.sub(r"\x00\s*(?:to|until|-|–|—)\s*\x00", "\x00", title)
    title = re.sub(r"[\s,;:–—-]*\x00\s*(?=[\])])", "\x00", title)
    title = re.sub(r"(?<=[\[(])\s*\x00[\s,;:–—-]*", "\x00", title)
    title = re.sub(r"[\[(]\x00+[\])]", "\x00", title)
    title = _EDGES.sub("", _SEVERITY.sub(" ", _EDGES.sub("", title)))
    title = re.sub(r"(?<=[\[(])\x00|\x00(?=[\])])", "", title)
    title = re.sub(r"[|\s]*\x00[|\s]*", " ", title)
    title = re.sub(r" (?=: )", "", title)
    whole = title
    for _ in range(2):
        title = _BEFORE.sub("", _NUMBER.sub("", title, count=1), count=1)
        title = re.sub(r"^[\s:–—|,-]+|[\s:–—|,-]+$", "", title)
    named = re.sub(r"\([^()]*\)", "", title)
    if not re.search(r"[^\W\d_]{2}", named) or _REST.match(named):
        title = whole  # "Outage 2" is all the title there is
    title = re.sub(
        r"\s*\b(?:on|at|from|as of|of|for)\s*$|\(\s*\)|\[\s*\]",
        "",
        " ".join(title.split()),
    )
    if re.fullmatch(r"\W*(?:\([^()]*\)\W*)?", title):
        return " ".join(raw.split())
    return title.strip(" :–—|,-")


def title_of_file(path: str) -> str:
    """`2024-10-01-queue-stuck.md` is about "queue stuck"."""
    name = path.rpartition("/")[2].rpartition(".")[0]
    return clean_title(re.sub(r"(?<!\d)[-_]|[-_](?!\d)", " ", name))
