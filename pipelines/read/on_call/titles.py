"""What the titles above a row say: whether it is of a rota, its days and its year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

from pipelines.read.on_call.days import (
    MONTH_ALONE,
    are_days,
    days_in,
    is_period,
    place_in_year,
    weekday_of,
)
from pipelines.read.on_call.records import NotReadError, Row
from pipelines.read.on_call.words import words

_YEAR = re.compile(
    r"(?<!\d)(20\d\d)(?!\d)"
    r"(?P<winter>\s?[/–]\s?(?:20)?\d\d(?!\d)|-(?:1[3-9]|[2-9]\d)(?![\d-]))?"
)
_OF_THE_PAGE = re.compile(  # "(updated in May 2023)", "since 2019"
    r"\b(?:since|until|before|after|started|moved|(?:up)?dated?|reviewed|edited|changed"
    r"|created|written|last|copyright)\b[^()]{0,25}?20\d\d",
    re.IGNORECASE,
)
_HALF = 6  # months: a fall by more is a new year
_FAR = 80  # characters of a title
_NUMBER = r"[0-3]?\d(?:st|nd|rd|th)?\.?"
_NUMBERS = re.compile(rf"{_NUMBER}(?:\s?(?:-|–|—|to|/|&|and)\s?{_NUMBER})?")


def speaks(kind: str, row: Row) -> bool:
    """Whether a title has a word of a list."""
    return any(words(kind).search(one) for one in row.titles)


def speaks_of_a_rota(row: Row) -> bool:
    """By any title; of being on call only by the nearest."""
    is_data = row.titles[0] == row.document
    near = row.titles if is_data else _near(row)
    return speaks("rota", row) or any(
        words("on_call_heading").search(one) for one in near
    )


def is_of_absences(row: Row) -> bool:
    """By the nearest heading: there may be cover in it, but that is no rota."""
    return any(words("absence").search(one) for one in _near(row))


def is_no_list(row: Row) -> bool:
    """Whether items with days are of something else than a rota."""
    return (
        not speaks_of_a_rota(row)
        or is_of_absences(row)
        or any(speaks(kind, row) for kind in ("no_rota", "other_list", "part"))
    )


def _near(row: Row) -> tuple[str, ...]:
    telling = [one for one in row.headings or (row.document,) if not is_period(one)]
    return (*telling[-1:], *row.leads)


def name_of(row: Row) -> str:
    """The nearest heading that is more than the days of its lines."""
    telling = [one for one in row.headings if not is_period(one)]
    return telling[-1] if telling else "on call"


def days_above(row: Row) -> str | None:
    title = row.titles[-1]
    return title.strip(" :") if len(title) <= _FAR and are_days(title) else None


def weekday_below(row: Row, weekday: str) -> str | None:
    """The day of the week that a title names, as in ISO."""
    number = weekday_of(weekday)
    year = year_of(row)
    for title in reversed(row.titles):
        if number is not None and are_days(title):
            try:
                begin = days_in(title.strip(" :"), year=year, is_day_first=None).begin
            except NotReadError:
                continue
            return str(begin + timedelta(days=(number - begin.weekday()) % 7))
    return None


def in_month(row: Row, when: str) -> str | None:
    """`6–12` below `May 2024`."""
    if not _NUMBERS.fullmatch(when.strip(" *_:")):
        return None
    for title in reversed(row.titles):
        if month := MONTH_ALONE.fullmatch(title.strip(" *_:.")):
            return f"{when.strip(' *_:')} {month[0]}"
    return None


def year_of(row: Row) -> int | None:
    """The year that the nearest title with one names; of a winter nobody can tell."""
    for title in (*reversed(row.titles), row.document):
        found = [*_YEAR.finditer(_OF_THE_PAGE.sub(" ", title))]
        if found:
            is_one = len({one[1] for one in found}) == 1
            return int(found[0][1]) if is_one and not found[0]["winter"] else None
    return None


def line_years(
    cells: Sequence[str], year: int | None, *, is_day_first: bool | None
) -> list[int | None]:
    """The year of each line that does not say it itself; None if nobody can tell.

    Args:
        cells: The days of each as written.
        year: Of the heading.
        is_day_first: How to read `03/04/2024`.
    """
    places = [place_in_year(cell, is_day_first=is_day_first) for cell in cells]
    months = [place.month for place in places if place]
    has_turn = any(abs(a - b) > _HALF for a, b in pairwise(months))
    return [None if has_turn else year] * len(cells)
