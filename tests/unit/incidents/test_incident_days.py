"""The day of an incident, by what the text and its own day tell."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.read.incidents import read_incidents
from pipelines.read.incidents.days import find_days
from pipelines.read.incidents.relative_days import day_before

POST = "---\ntitle: Outage post-mortem\ndate: 2021-05-10\n---\n\n"  # a Monday


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Yesterday the site was down.", "2021-05-09"),
        ("Last night the site was down.", "2021-05-09"),
        ("This morning the site was down.", "2021-05-10"),
        ("On Friday evening the site was down.", "2021-05-07"),
        ("Last Monday the site was down.", "2021-05-03"),
        ("On Mondays we deploy.", None),
        ("The site was down.", None),
    ],
)
def test_a_day_told_by_when_the_text_was_written(words, day) -> None:
    found = day_before(words, date(2021, 5, 10))
    assert (str(found) if found else None) == day


@pytest.mark.parametrize(
    ("path", "text", "day"),
    [
        ("x.md", POST + "On Friday our API was down for two hours.", "2021-05-07"),
        ("x.md", POST + "On May 3rd our API was down.", "2021-05-03"),
        ("x.md", POST + "On February 2, 2021 our API was down.", "2021-02-02"),
        ("x.md", POST + "It went down last night, while we upgraded it.", "2021-05-09"),
        (
            "x.md",
            "# API down\n\nBy Ana Lind, 10 May 2021\n\nThis Friday our API failed.",
            "2021-05-07",
        ),
        (
            "x.md",
            "# API down\n\nAna Lind · May 10, 2021\n\nOn Friday, May 7, it failed.",
            "2021-05-07",
        ),
        (
            "x.md",
            "# Why the mill stood still\n\n*2021-05-10 – By Ana Lind, Ben Oh*\n\nHello!"
            "\n\nOn May 7 it was cleaned, as usual. It was down for a day.\n\n"
            "## Friday\n\n11:00 – cleaning starts\n\n22:45 mill open\n",
            "2021-05-07",
        ),
        (
            "x.rst",
            "API down\n########\n\n:date: 2021-05-10\n:category: ops\n\n"
            "On Friday, May 7th, it was down.\n",
            "2021-05-07",
        ),
        (
            "x.txt",
            "From: a@b.example\nDate: Mon, 10 May 2021\nSubject: [list] 2021-05-07 to"
            " 2021-05-08 outage\n\nIt failed.\n\n--\nAna\n",
            "2021-05-07",
        ),
        ("x.md", "# Outage\n\nOn May 7th, 2021, the hub was down.", "2021-05-07"),
        (
            "x.md",
            "# Storage\n\n*Posted 2021-05-07, updated 2021-05-10*\n\n**Update 10 May:**"
            " all is back.\n\nAt 04.20 CET tonight (Friday 7 May 2021) it was lost.",
            "2021-05-07",
        ),
    ],
)
def test_the_day_of_the_trouble_not_of_the_text(path, text, day) -> None:
    [entry] = read_incidents(text, path=path, kind="postmortem").entries
    assert str(entry.occurred_on) == day


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Return to service 10/28-10/31 2021", "2021-10-28"),
        ("Down on May 3, ’21", "2021-05-03"),
        ("10/28 of 2021 parts", None),
    ],
)
def test_days_in_rarer_forms(words, day) -> None:
    found = find_days(words)
    assert [str(one.day) for one in found] == ([day] if day else [])


def test_a_log_whose_entries_are_bold_paragraphs() -> None:
    text = (
        "# 2024-10-26\n\n## Last two weeks incidents\n\n"
        "**October 25: Uploads refused (07:10 UTC):** refused for 9 minutes.\n\n"
        "**October 22: Slow in Lima (09:00 UTC):** Not an outage at all: one line.\n\n"
        "## What else we did\n\nTwo weeks of cleaning.\n"
    )
    entries = read_incidents(text, path="diary/43.md", kind="incident_log").entries
    assert [(e.title, str(e.occurred_on), e.standing) for e in entries] == [
        ("Uploads refused (07:10 UTC)", "2024-10-25", "final"),
        ("Slow in Lima (09:00 UTC)", "2024-10-22", "not_an_incident"),
    ]


def test_the_name_of_the_file_tells_which_is_the_month() -> None:
    text = "# Hub down: 7/2/24\n\nIt failed.\n"
    [entry] = read_incidents(
        text, path="pm/2024-07-02-hub.md", kind="postmortem"
    ).entries
    assert entry.occurred_on == date(2024, 7, 2)


@pytest.mark.parametrize(
    "words",
    [
        "3--6 March 2021",
        "3 to 6 March 2021",
        "3rd until 6th of March 2021",
        "3, 4 and 5 March 2021",
        "Wed 3rd - Sat 6th March 2021",
        "March 3 through 6, 2021",
        "March 3–6, 2021",
    ],
)
def test_a_range_of_days_is_its_first(words) -> None:
    assert [str(found.day) for found in find_days(words)] == ["2021-03-03"]


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("9 febbraio 2021", ["2021-02-09"]),
        ("am 26. Dezember 2020 um 9 Uhr", ["2020-12-26"]),
        ("le 1er mars 2022, à midi", ["2022-03-01"]),
        ("el 14 de mayo de 2021", ["2021-05-14"]),
        ("vom 3. bis 5. März 2021", ["2021-03-03"]),
        ("2021. február 9.", ["2021-02-09"]),
        ("le 3 juin", ["2020-06-03"]),
        ("3 Mars rovers", []),
        ("the mars cluster, mai 4 2021", []),
        ("12 marsupials in 2021", []),
    ],
)
def test_months_of_other_languages_stand_beside_their_day(words, days) -> None:
    assert [str(found.day) for found in find_days(words, year=2020)] == days


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Created by Ada Lind, last modified on Jun 02, 2021", "None"),
        ("Document generated by Confluence on Jul 01, 2021 10:00", "None"),
        ("Page last modified 3 June 2021 by Ada Lind", "None"),
        ("They froze once they were last updated on Jun 02, 2021", "2021-06-02"),
    ],
)
def test_the_stamp_of_a_page_is_no_day_of_an_incident(line, day) -> None:
    text = f"# Post-mortem: desks frozen\n\n{line}\n\n## Root cause\n\nA lock.\n"
    (entry,) = read_incidents(text, path="postmortems/desks.md").entries
    assert str(entry.occurred_on) == day
