"""The day on which an incident was reviewed, where its write-up states one."""

from __future__ import annotations

import re
from datetime import date

from pipelines.read.incidents.days import find_days
from pipelines.read.incidents.fields import Field

_REVIEW = (
    r"(?:(?:incident|post-?incident|blameless|learning|team) )*"
    r"(?:reviews?|post-?mortems?|retro(?:spective)?s?|debriefs?)(?: meeting)?"
)
_HELD = re.compile(
    rf"\b{_REVIEW} (?:was |were )?(?:held|took place|done|discussed|completed|met)\b"
    rf"|\b(?:held|had|did|completed) (?:(?:the|a|an|our|its) )?{_REVIEW}\b"
    rf"|\b(?:reviewed|discussed) (?:\w+ ){{0,5}}on\b",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"\b(?:will|to be|planned|scheduled|no|not|never|should|must)\b", re.IGNORECASE
)
_LINE = re.compile(r"\n(?=\s*(?:[-*#|>]|\n|[A-Z][\w /'()-]{1,40}:))")  # begins anew
_REACH = 60  # characters between the words and the day
_FIELDS = {
    "review held", "postmortem held", "post mortem held", "review date",
    "date of review", "retro date", "reviewed", "reviewed on", "held on",
}  # fmt: skip
_STATUS = re.compile(r"\breviewed\b", re.IGNORECASE)
_BEGINNING = 1500  # characters: who wrote a text and when stands above it
_LONGEST = 366  # days after the incident; what lies further is another matter's


_PUBLISHED_FIELDS = {
    "published", "published on", "publish date", "publication date", "written",
    "written on", "date written", "date published", "posted", "posted on",
    "report date", "date of report", "document date",
}  # fmt: skip
_PUBLISHED = re.compile(  # `Author: Ada. Written on 2024-05-21, ...`
    r"(?:^|[.;|]\s|\n)[\W_]{0,4}(?:(?:the |this )?(?:report|write-?up|post-?mortem"
    r"|document) )?(?:was )?(?:written|published|posted)(?: up)?\b"
    r"(?: by [^.;,\n]{1,40}?)?(?: on)?[\s:*_]{0,4}"
    r"(?P<rest>(?:\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|(?:mon|tues|wednes"
    r"|thurs|fri|satur|sun)day)[^.;\n]{0,40})",
    re.IGNORECASE,
)


def publication_day(
    fields: list[Field], text: str, occurred_on: date | None
) -> date | None:
    """The first day, not before the incident, on which its text is said to be written.

    Args:
        fields: Of the write-up.
        text: Its lines, verbatim.
        occurred_on: Without it no day can be told from another.
    """
    if occurred_on is None:
        return None
    stated = [one.value for one in fields if one.name in _PUBLISHED_FIELDS]
    stated += [one["rest"] for one in _PUBLISHED.finditer(text[:_BEGINNING])]
    return _first_near(stated, occurred_on)


def review_day(fields: list[Field], text: str, occurred_on: date | None) -> date | None:
    """The first day, not before the incident, on which a review is said to be held.

    Args:
        fields: Of the write-up; "Status: reviewed (2024-05-21)" states a day, too.
        text: Its lines, verbatim.
        occurred_on: Without it no day can be told from another.
    """
    if occurred_on is None:
        return None
    stated = [field.value for field in fields if field.name in _FIELDS]
    stated += [
        field.value[found.start() :]
        for field in fields
        if "status" in field.roles and (found := _STATUS.search(field.value))
    ]
    words = " ".join(_LINE.sub(". ", text).split())
    for match in _HELD.finditer(words):
        sentence = words[max(0, match.start() - 40) : match.end()]
        if not _NOT_YET.search(re.split(r"[.!?] ", sentence)[-1]):
            rest = words[match.end() : match.end() + _REACH]
            stated.append(re.split(r"[.!?](?: |$)", rest)[0])
    return _first_near(stated, occurred_on)


def _first_near(stated: list[str], occurred_on: date) -> date | None:
    """The first of the days in these texts that is the incident's or not long after."""
    days = (
        found.day
        for value in stated
        for found in find_days(value[:200], year=occurred_on.year)
    )
    near = (day for day in days if day and 0 <= (day - occurred_on).days <= _LONGEST)
    return min(near, default=None)
