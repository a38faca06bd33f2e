"""Commits are in the order of their history, whatever a machine's clock said."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from pipelines.extract.checkout.clocks import in_order

NOW = datetime(2024, 12, 1, tzinfo=UTC)


def months(*numbers):
    """Days of 2024 by their month; 0 is what no calendar holds, 13 next year."""
    days = {number: datetime(2024, number, 1, tzinfo=UTC) for number in range(1, 13)}
    days |= {0: None, 13: datetime(2025, 1, 1, tzinfo=UTC)}
    return [days[number] for number in numbers]


@pytest.mark.parametrize(
    ("told", "taken"),
    [
        ((1, 2, 2, 3), (1, 2, 2, 3)),
        ((1, 2, 9, 3, 4), (1, 2, 3, 3, 4)),  # a clock that was ahead
        ((5, 6, 1, 7), (5, 6, 7, 7)),  # ... and one that was behind
        ((5, 6, 7, 1), (5, 6, 7, 7)),
        ((13, 2, 3), (2, 2, 3)),  # what has not come yet
        ((2, 3, 13), (2, 3, 12)),  # ... by which it is now at the latest
        ((2, 3, 0), (2, 3, 12)),
        ((2, 0, 3), (2, 3, 3)),
        ((13,), (12,)),
        ((0, 13), (12, 12)),
        ((9, 2, 10), (9, 10, 10)),  # of two runs as long, the later times
        ((2, 9, 3), (2, 9, 9)),
        ((), ()),
    ],
)
def test_times_never_go_back(told, taken):
    assert in_order(months(*told), NOW) == months(*taken)


def test_a_clock_that_was_never_set_is_not_believed():
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    march, april = months(3, 4)
    assert in_order([march, epoch, april], NOW) == [march, april, april]
    assert in_order([epoch, epoch, march], NOW) == [march] * 3
    assert in_order([march, epoch], NOW) == [march, march]
    assert in_order([epoch], NOW) == [NOW]


def test_a_clock_that_is_hardly_behind_gives_the_time_of_the_commit_before():
    march, april = months(3, 4)
    behind = march - timedelta(minutes=3)
    assert in_order([march, behind, april], NOW) == [march, march, april]


def test_the_versions_of_documents_follow_each_other_in_time(checkout, read):
    """The first of two commits says noon, the second a minute before."""
    checkout.commit({"README.md": "one"}, at="2024-05-01T12:00:00Z")
    checkout.commit({"README.md": "two"}, at="2024-05-01T11:59:00Z")
    checkout.commit({"CONTRIBUTING.md": "three"}, at="2099-01-01T00:00:00Z")
    checkout.commit({"README.md": "four"}, at="2024-05-02T12:00:00Z")
    tables = read(checkout.folder)
    rows = sorted(tables["document_revisions"], key=lambda r: r["commit_position"])
    assert [row["commit_position"] for row in rows] == [0, 1, 2, 3]
    times = [row["committed_at"] for row in rows]
    assert times == sorted(times)
    assert max(times) == datetime(2024, 5, 2, 12, tzinfo=UTC)
    assert max(row["committed_at"].year for row in tables["commits"]) == 2099
