"""The summary that a refresh prints."""

import pytest

from pipelines.report.summary import format_summary


@pytest.mark.parametrize("case", ["filled", "hostile", "empty"])
def test_the_summary_fits_a_screen(case, request):
    lines = format_summary(request.getfixturevalue(case).warehouse).splitlines()
    assert len(lines) <= 25
    places = ("Report", "Page", "Warehouse")
    assert all(len(line) <= 100 for line in lines if not line.startswith(places))


def test_the_summary_counts_and_says_where_to_look(filled):
    text = format_summary(filled.warehouse)
    lines = [" ".join(line.split()) for line in text.splitlines()]
    assert lines[0] == "Read acme/shop: 2 documents, 2 issues, 3 pull requests"
    assert "incidents 1" in lines
    assert "changes round the gate 1" in lines
    assert "policies 3 1 broken, 1 kept, 1 unknown, 0 without a case" in lines
    assert "verdicts 7 1 pass, 1 fail, 2 unknown, 3 not applicable" in lines
    assert "rules in force 5 2 that no policy covers" in lines
    assert any(line.startswith("1. ") for line in lines)
    assert str(filled.warehouse.with_name("report.md")) in text


def test_the_summary_of_nothing_says_so(empty):
    text = format_summary(empty.warehouse)
    assert text.startswith("No repository was read.")
    assert "No finding" in text


def test_no_control_character_reaches_the_terminal(hostile):
    text = format_summary(hostile.warehouse)
    assert not [sign for sign in text if not sign.isprintable() and sign != "\n"]
