"""`.mailmap` joins the addresses that its team says are one person's."""

from __future__ import annotations

import pytest

from pipelines.read.people import read_mailmap

HOME = ("ann@x.example", "ann@home.example", None)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Ann Lee <ann@x.example> <ANN@home.example>", HOME),
        ("<ann@x.example> <ann@home.example>", HOME),
        ("Ann <ann@x.example> <ann@home.example> # since May", HOME),
        (
            "Ann <ann@x.example> root  of box <root@localhost>",
            ("ann@x.example", "root@localhost", "root of box"),
        ),
        (
            "Ann <ann@x.example> <12+Ann-L@users.noreply.github.com>",
            ("ann@x.example", "ann-l", None),
        ),
        ("Ann Lee <ann@x.example>", None),
        ("Ann Lee <ann@x.example> <ann@x.example>", None),
        ("# Ann <ann@x.example> <ann@home.example>", None),
        ("just words", None),
        ("<> <>", None),
    ],
)
def test_a_line_joins_two_addresses_or_says_nothing(line, expected) -> None:
    found = [
        (one.person_id, one.commit_person_id, one.commit_name)
        for one in read_mailmap(f"\n{line}\n")
    ]
    assert found == ([expected] if expected else [])


def test_an_entry_keeps_its_place_and_its_words() -> None:
    (entry,) = read_mailmap("# who is who\n\nAnn <a@x.example> <b@x.example>\n")
    assert (entry.line, entry.quote) == (3, "Ann <a@x.example> <b@x.example>")
