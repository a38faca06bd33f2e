"""The years of days that are written without one: by a heading, or by neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from pipelines.read.on_call.days import days_in, place_in_year
from pipelines.read.on_call.records import Entry, NotReadError

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?:\s?[/–-]\s?(\d\d)(?![\d-]))?(?!\d)")
_OF_THE_PAGE = re.compile(  # "(updated in May 2023)", "since 2019"
    r"\b(?:since|until|before|after|started|moved|(?:up)?dated?|reviewed|edited|changed"
    r"|created|written|last|copyright|seit|stand|depuis|desde)\b[^()]{0,25}?20\d\d",
    re.IGNORECASE,
)
_LONGEST = 60  # characters of a paragraph that is a title
_FAR = timedelta(days=60)  # from one line to the next
_HALF = 6  # months: a fall by more is a new year
_MOST = 3  # lines that name a year, where one beside them turns it


def years_of(entry: Entry) -> tuple[int, ...]:
    """The year, or the two of a winter, that the nearest heading with one names."""
    above = [one for one in (entry.near, entry.lead_in) if len(one) <= _LONGEST]
    for title in (*above, *reversed(entry.headings), entry.document):
        title = _OF_THE_PAGE.sub(" ", title)
        found = {int(one) for match in _YEAR.finditer(title) for one in _both(match)}
        if found:
            years = sorted(found)
            is_winter = len(years) == 2 and years[1] == years[0] + 1
            return tuple(years) if len(years) == 1 or is_winter else ()
    return ()


def _both(match: re.Match[str]) -> Iterable[str]:
    """`2022/23`; of `2022-11` the second is a month."""
    is_winter = match[2] and int(match[2]) == int(match[1]) % 100 + 1
    return (match[1], f"20{match[2]}") if is_winter else (match[1],)


def line_years(
    lines: Sequence[tuple[str, tuple[int, ...]]], *, is_day_first: bool | None
) -> list[int | None]:
    """The year of each line: that of the line beside it, else that of its heading.

    Args:
        lines: The days of each as written, with the years of its heading.
        is_day_first: How to read `03/04/2024`.

    Returns:
        None where nobody can tell, or the line says it itself.
    """
    places = [place_in_year(cell, is_day_first=is_day_first) for cell, _ in lines]
    stated = [_stated(cell, is_day_first) for cell, _ in lines]
    if any(stated):
        return _by_neighbours(places, stated)
    found: list[int | None]
    found = [own[0] if len(own) == 1 else None for _, own in lines]
    for years in {years for _, years in lines if years}:
        same = [n for n, (_, own) in enumerate(lines) if own == years and places[n]]
        for n, year in zip(
            same, _by_heading([places[n] for n in same], years), strict=True
        ):
            found[n] = year
    return found


def _stated(cell: str, is_day_first: bool | None) -> date | None:
    try:
        days = days_in(cell, year=None, is_day_first=is_day_first)
    except NotReadError:
        return None
    return days.begin


def _by_neighbours(
    places: Sequence[date | None], stated: Sequence[date | None]
) -> list[int | None]:
    known = list(stated)
    order = range(len(known))
    for numbers, step in ((order, -1), (reversed(order), 1)):
        for n in numbers:
            place, beside = places[n], n + step
            if known[n] is None and place and 0 <= beside < len(known):
                known[n] = _nearest(place, known[beside])
    return [one.year if one else None for one in known]


def _nearest(place: date, beside: date | None) -> date | None:
    if beside is None:
        return None
    days = [_in_year(place, beside.year + step) for step in (-1, 0, 1)]
    near = [day for day in days if day and abs(day - beside) <= _FAR]
    return near[0] if len(near) == 1 else None


def _in_year(day: date, year: int) -> date | None:
    try:
        return day.replace(year=year)
    except ValueError:
        return None


def _by_heading(
    places: Sequence[date | None], years: tuple[int, ...]
) -> list[int | None]:
    months = [place.month for place in places if place]
    if len(years) > 1:
        return [years[0] if month > _HALF else years[-1] for month in months]
    (year,) = years
    turns = [n for n in range(1, len(months)) if abs(months[n] - months[n - 1]) > _HALF]
    if not turns:
        return [year] * len(months)
    parts = months[: turns[0]], months[turns[0] :]
    short = min(parts, key=len)
    if len(turns) > 1 or len(short) > 1 or len(months) <= _MOST:
        return [None] * len(months)  # whose year the heading has, nobody can tell
    other = year - 1 if short[0] > _HALF else year + 1
    return [year if part is not short else other for part in parts for _ in part]
