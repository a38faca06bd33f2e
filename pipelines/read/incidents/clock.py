"""Clock times and time zones in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pipelines.read.incidents.data import load

_ABBREVIATIONS = "|".join(
    sorted((re.escape(str(name)) for name in load("zones.yml")), key=len, reverse=True)
)
_ZONE = (
    r"(?-i:(?:UTC|GMT)\s?[+-]\d{1,2}(?::?(?:00|15|30|45))?(?![\d:])"
    r"|\+\d\d:?\d\d(?!\d)|-\d{4}(?!\d)"
    rf"|(?:{_ABBREVIATIONS}|utc|gmt|cet|cest|bst|pst|pdt|edt|z)(?![\w/])"
    r"|(?:Europe|America|Asia|Australia|Africa|Pacific)/[A-Z]\w+"
    r"|US/(?:Pacific|Mountain|Central|Eastern))"
)
_TIME = re.compile(
    rf"""
    (?<![\d:.,/$#])(?:
        (?P<h>[01]?\d|2[0-4])(?P<colon>[:.h])(?P<m>[0-5]\d)
          (?::(?P<s>[0-5]\d)(?:[.,]\d{{1,6}})?)?(?![\d%]|:\d|m\b|mins?\b)\s?(?P<ap>[ap]\.?m\b\.?)?
      | (?P<h2>1[0-2]|0?[1-9])\s?(?P<ap2>[ap]\.?m\b\.?)
      | (?P<h4>1[0-2]|0?[1-9])(?=\s?(?:-|–|and|to)\s?(?:1[0-2]|0?[1-9])(?:[:.][0-5]\d)?
          \s?(?P<ap4>[ap]\.?m)\b)
      | (?P<h3>[01]\d|2[0-3])(?P<m3>[0-5]\d)(?=\s?(?:UTC|GMT|Z|hrs|hours)\b)
          (?:\s?(?:hrs|hours))?
    )(?:\s?[\[(]?(?:local(?:[ ]time)?,?[ ])?[\[(]?
        (?P<zone>{_ZONE}|(?(s)-\d\d:\d\d(?!\d)|(?!)))
        (?!\ \d{{1,2}}:\d\d[\])])[\])]?)?  # `00:15 (UTC 05:15)`: of the other
    """,
    re.VERBOSE | re.IGNORECASE,
)
_GOES_ON = re.compile(  # `14.05 to 15.20 UTC`, `2:05-3:20pm`
    r"\s?(?:-|–|—|to|and|until|till)\s?(?P<h>\d{1,2})[.:][0-5]\d\s?[\[(]?"
    rf"(?:(?P<half>[ap])\.?m\b|{_ZONE})",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_ISO_DAY = re.compile(r"(?<!\d)(?:19|20)\d\d-\d\d-\d\d[ T]$")
_DIGITS = 2  # of such an hour
_LEAD = 12  # characters of such a day, and of what stands beside it
_STATED = re.compile(
    r"\b(?i:everything|time ?zones?|zone(?=:)|times?|timestamps?|dates?|timeline|hours"
    r"|clock|uhr|all(?: in)?)\b[^\n.;]{0,50}?"
    rf"(?<![\w/])(?P<zone>{_ZONE})"
)
_USED = re.compile(rf"(?<![\w/])(?P<zone>{_ZONE}) (?i:is used|unless|throughout)\b")
_HEADED = re.compile(  # `The evening (CET)` as a heading
    rf"^[^\n\d:]{{0,3}}(?:\d{{1,2}}\. )?[^\n\d:]{{2,50}}\((?P<zone>{_ZONE})\)[ \t]*$",
    re.MULTILINE,
)
_ALONE = re.compile(  # `(Berlin time)` as a line
    r"^[ \t]*[_*]{0,2}\((?:(?:all|times) )?(?:in )?"
    rf"(?P<zone>{_ZONE})\)[_*.:]{{0,3}}[ \t]*$",
    re.MULTILINE,
)
_NOTED = re.compile(  # `(newest on top. UTC, always.)` under a title
    rf"^\((?:[^()\n]{{0,60}}[.,;] )?(?P<zone>{_ZONE})(?=[,.;)])", re.MULTILINE
)
_FIRST_EVENT = re.compile(  # `13:10 The servers join (BST)`, the others without
    rf"^\W{{0,6}}\d{{1,2}}:\d\d\b[^\n]{{3,200}}\((?P<zone>{_ZONE})\)[ \t]*$",
    re.MULTILINE,
)
_BESIDE = re.compile(  # `times are local, UTC in brackets`: of the others
    r"\W{0,3} (?:is |are )?(?:in|within|between) (?:brackets|parenthes[ei]s)\b",
    re.IGNORECASE,
)
_PICTURE = re.compile(
    r"\b(?:screenshots?|graphs?|charts?|images?|pictures?|logs|dashboards?)\b",
    re.IGNORECASE,
)  # what they show may be in another zone than the text


@dataclass(frozen=True, slots=True)
class FoundTime:
    """A clock time in a text; `zone` is as written, or None."""

    clock: time
    start: int
    end: int
    zone: str | None
    is_next_day: bool = False  # written as 24:00


def find_times(text: str) -> list[FoundTime]:
    """Every clock time in `text`, in order."""
    return list(_scan(text[:200_000])) if _DIGIT.search(text) else []


def _scan(text: str) -> Iterator[FoundTime]:
    for match in _TIME.finditer(text):
        half = match["ap"] or match["ap2"] or match["ap4"]
        later = _GOES_ON.match(text, match.end()) if not half else None
        is_marked = half or match["zone"] or later
        if match["colon"] == "." and not (is_marked or _is_led(match)):
            continue  # a number or a version
        if later and later["half"] and match["h"] and int(match["h"]) <= 12:
            half = _half_before(int(match["h"]), int(later["h"]), later["half"])
        hour = int(match["h"] or match["h2"] or match["h3"] or match["h4"])
        minute = int(match["m"] or match["m3"] or 0)
        if half:
            if not 1 <= hour <= 12:
                if hour > 23 or half[0].lower() == "a":
                    continue
            else:
                hour = hour % 12 + (12 if half[0].lower() == "p" else 0)
        if hour == 24 and minute:
            continue
        clock = time(hour % 24, minute, int(match["s"] or 0))
        yield FoundTime(clock, match.start(), match.end(), match["zone"], hour == 24)


def _is_led(found: re.Match[str]) -> bool:
    """Right behind a day: `2022-03-10 11.56`; not `2022-03-10 1.20`, a release."""
    before = found.string[max(0, found.start() - _LEAD) : found.start()]
    return len(found["h"]) == _DIGITS and bool(_ISO_DAY.search(before))


def _half_before(hour: int, later: int, half: str) -> str:
    """`11:05-1:20pm` begins in the morning, `2:05-3:20pm` after noon."""
    is_same = hour % 12 <= later % 12
    return half if is_same else ("a" if half.lower() == "p" else "p")


def stated_zone(text: str) -> str | None:
    """The zone of all times, as in "All times in CET" or "Time (UTC)"."""
    for match in _STATED.finditer(text[:20_000]):
        before = text[max(0, match.start() - 40) : match.start()]
        line = before.rpartition("\n")[2] + match[0]
        is_beside = _BESIDE.match(text, match.end())
        if not (is_beside or _PICTURE.search(line)):
            return match["zone"]
    for pattern in (_USED, _HEADED, _ALONE, _NOTED):
        if other := pattern.search(text[:20_000]):
            return other["zone"]
    zones = {match["zone"] for match in _FIRST_EVENT.finditer(text[:20_000])}
    return zones.pop() if len(zones) == 1 else None


def has_zone_beside(after: str) -> bool:
    """Whether a zone in brackets follows a day: `3 May (AEST)`."""
    return bool(re.match(rf"\s?\({_ZONE}\)", after))


def sole_zone(text: str) -> str | None:
    """The zone of those times that have one, if it is the same for all."""
    zones = {found.zone for found in find_times(text) if found.zone}
    names = {"UTC" if zone.upper() in ("Z", "GMT", "UTC") else zone for zone in zones}
    return names.pop() if len(names) == 1 else None


def share_with_zone(text: str) -> float:
    """How many of the times have a zone of their own."""
    times = find_times(text)
    return sum(found.zone is not None for found in times) / (len(times) or 1)


def to_utc(day: date, found: FoundTime, zone: str | None) -> datetime | None:
    """The moment in UTC; None if the zone is unknown to this system.

    Args:
        day: Day at the place that the time speaks of.
        found: Clock time, with its own zone if it has one.
        zone: Zone of times that have none of their own; None: UTC is assumed.
    """
    written = found.zone or zone
    place = zone_named(written) if written else timezone.utc  # noqa: UP017 a tzinfo here
    if place is None:
        return None
    moment = datetime.combine(day, found.clock, tzinfo=place)
    if found.is_next_day:
        moment += timedelta(days=1)
    try:
        return moment.astimezone(timezone.utc)  # noqa: UP017
    except OverflowError:
        return None


@cache
def zone_named(name: str) -> tzinfo | None:
    """A zone by abbreviation, offset or name of a place."""
    offset = re.fullmatch(
        r"(?:UTC|GMT)?\s?([+-])\s?(\d{1,2}):?(\d\d)?", name, re.IGNORECASE
    )
    if offset:
        hours, minutes = int(offset[2]), int(offset[3] or 0)
        if hours > 14 or minutes > 59:
            return None
        sign = -1 if offset[1] == "-" else 1
        return timezone(sign * timedelta(hours=hours, minutes=minutes))
    known = {str(key).lower(): value for key, value in load("zones.yml").items()}
    value = known.get(name.lower(), name)
    if isinstance(value, int | float):
        return timezone(timedelta(hours=value))
    try:
        return ZoneInfo(str(value))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
