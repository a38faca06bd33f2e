"""The day by which an action item is to be done."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.read.incidents import read_incidents


def item(line, day="2023-11-20"):
    text = (
        f"# Outage on {day}\n\n## Summary\n\nIt broke.\n\n## Action items\n\n{line}\n"
    )
    [entry] = read_incidents(text, path="pm/x.md").entries
    [found] = entry.action_items
    return found


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("- Replace the switch by end of March 2024", date(2024, 3, 31)),
        ("- Replace the switch by the end of February", date(2024, 2, 29)),
        ("- Replace the switch (before the end of the year)", date(2023, 12, 31)),
        ("- Replace the switch, due end of Q1 2024", date(2024, 3, 31)),
        ("- Replace the switch — Ana, by end of December", date(2023, 12, 31)),
        ("- [ ] Replace the switch (until end of Q4)", date(2023, 12, 31)),
        ("- [ ] Replace the switch. ETA: end of 2024", date(2024, 12, 31)),
        ("- We will replace the switch by the end of January.", date(2024, 1, 31)),
        ("- We will replace the switch on the 1st of December.", date(2023, 12, 1)),
        ("- We're going to replace it on 7 January; come and see", date(2024, 1, 7)),
        ("- [ ] Replace the switch on 2024-02-03", date(2024, 2, 3)),
        ("- [ ] Replace the switch by February 3", date(2024, 2, 3)),
    ],
)
def test_a_day_or_the_end_of_a_month_is_due(line, day) -> None:
    assert item(line).due_on == day


@pytest.mark.parametrize(
    "line",
    [
        "- Replace the switch by Spring 2024",
        "- Replace the switch early in 2024",
        "- By the end of the year we want to be able to replace it at once",
        "- Ideally the switch is gone by the end of March",
        "- We'd like to replace the switch by the end of the year",
        "- Keep the end of month report out of the way",
        "- [x] Replaced the switch by the end of November",
        "- We will look at why the alert on 3 November did not fire",
        "- We will find out what happened on 12 November.",
        "- Decide by the end of the sprint whether to replace it",
        "- Archive what was written before the end of support",
        "- [ ] Replace the switch. Target: end of Q3 (FY24)",
        "- [ ] Ask what the other switch did on 20 November.",
    ],
)
def test_what_names_no_day_to_come_is_not_due(line) -> None:
    assert item(line).due_on is None


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("- Replace it. *In progress, by end of February 2024*", "open"),
        ("- Replace it — not started, waits for the vendor to answer us", "open"),
        ("- Replace it. Planned, together with the move in the summer", "open"),
        ("- Replace what is in progress, by hand", "unknown"),
        ("- Show which builds are planned, and which are not", "unknown"),
    ],
)
def test_how_far_it_is_may_come_before_a_comma(line, status) -> None:
    assert item(line).status == status
