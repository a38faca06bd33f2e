"""What the titles above a row say: whether it is of a rota, its days and its year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

from pipelines.read.languages import in_english
from pipelines.read.on_call.days import (
    WEEKDAY,
    Days,
    are_days,
    are_months,
    days_in,
    is_period,
    place_in_year,
    weekday_of,
)
from pipelines.read.on_call.months import MONTH_ALONE
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
_SOME = 3  # lines that are surely of the year of their heading
_FAR = 80  # characters of a title
_FIRST_WORD = re.compile(r"\(?([^\W\d_]+)\)?[\s,]+")
_NUMBER = r"[0-3]?\d(?:st|nd|rd|th)?\.?"
_NUMBERS = re.compile(
    rf"(?:{WEEKDAY.pattern},? )?{_NUMBER}(?:\s?(?:-|–|—|to|/|&|and)\s?{_NUMBER})?",
    re.IGNORECASE,
)


def speaks(kind: str, row: Row) -> bool:
    """Whether a title has a word of a list."""
    return any(words(kind).search(one) for one in row.titles)


def speaks_of_a_rota(row: Row) -> bool:
    """By any title; of being on call only by the nearest one.

    By the file's name, too, but lists below a heading of their own.
    """
    is_data = row.titles[0] == row.document
    near = row.titles if is_data else _near(row)
    is_headed = not (row.header or all(map(is_period, row.headings)))
    is_named = words("rota").search(re.sub(r"[_.-]", " ", row.name))
    return (
        bool(is_named and not is_headed)
        or speaks("rota", row)
        or any(words("on_call_heading").search(one) for one in near)
    )


def is_titled(row: Row) -> bool:
    """Whether the last title that is more than days is that of a rota."""
    near = _near(row)[-1]
    return any(words(kind).search(near) for kind in ("rota", "on_call_heading"))


def is_of_absences(row: Row) -> bool:
    """By the nearest heading: there may be cover in it, but that is no rota."""
    return any(words("absence").search(one) for one in _near(row))


def is_no_list(row: Row) -> bool:
    """Whether items with days are of something else than a rota."""
    return (
        not speaks_of_a_rota(row)
        or is_of_absences(row)
        or any(speaks(kind, row) for kind in ("no_rota", "work", "other_list", "part"))
    )


def _near(row: Row) -> tuple[str, ...]:
    telling = [one for one in row.headings or (row.document,) if not is_period(one)]
    return (*telling[-1:], *row.leads)


def name_of(row: Row) -> str:
    """The nearest heading that is more than the days of its lines."""
    telling = [one for one in row.headings if not is_period(one)]
    return telling[-1] if telling else "on call"


def without_duty(row: Row, when: str) -> str:
    """`FR 6 May` below `First responder` without the name of the duty."""
    name = re.findall(r"[^\W\d_]+", name_of(row).lower())
    known = {*name, "".join(word[0] for word in name)}
    while (found := _FIRST_WORD.match(when)) and found[1].lower() in known:
        when = when[found.end() :]
    return when


def days_above(row: Row) -> str | None:
    title = row.titles[-1]
    is_time = len(title) <= _FAR and (are_days(title) or are_months(title))
    return title.strip(" :") if is_time else None


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
    month = month_above(row) if _NUMBERS.fullmatch(when.strip(" *_:")) else None
    return f"{when.strip(' *_:')} {month}" if month else None


def month_above(row: Row) -> str | None:
    """The nearest title that is a month."""
    titles = (in_english(title.strip(" *_:.")) for title in reversed(row.titles))
    return next(filter(MONTH_ALONE.fullmatch, titles), None)


def year_of(row: Row) -> int | None:
    """The year that the nearest title with one names; of a winter nobody can tell."""
    for title in (*reversed(row.titles), row.document):
        found = [*_YEAR.finditer(_OF_THE_PAGE.sub(" ", title))]
        if found:
            is_one = len({one[1] for one in found}) == 1
            return int(found[0][1]) if is_one and not found[0]["winter"] else None
    return None


def line_years(
    row: Row, cells: Sequence[str], *, is_day_first: bool | None
) -> list[int | None]:
    """The year of each line that does not say it itself; None if nobody can tell.

    Args:
        row: The first.
        cells: The days of each as written.
        is_day_first: How to read `03/04/2024`.
    """
    year, month = year_of(row), month_above(row)
    places = [place_in_year(cell, is_day_first=is_day_first) for cell in cells]
    if month:
        places.insert(0, place_in_year(f"15 {month}", is_day_first=True))
    months = [one.begin.month for one in places if one and not _is_over(one)]
    if year is None or any(abs(a - b) > _HALF for a, b in pairwise(months)):
        return [None] * len(cells)
    # A week over the turn of the year is of the year before if it is beside January.
    before = year - 1 if month or len(months) >= _SOME else None
    years: list[int | None] = []
    near = [*months, _HALF + 1][0]
    for one in places:
        near = near if one is None or _is_over(one) else one.begin.month
        years.append(before if one and _is_over(one) and near <= _HALF else year)
    return years[-len(cells) :]


def _is_over(days: Days) -> bool:
    return (days.end or days.begin).year > days.begin.year
