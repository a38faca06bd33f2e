"""A page outside of the usual folders is a write-up if its title or fields say so."""

from __future__ import annotations

import pytest

from pipelines.read.incidents import is_write_up_of_its_own, read_incidents

_RST = """\
Post-mortem: swapped columns in 2.3.1
=====================================

:Date: 2024-05-06
:Severity: P1

Root cause
----------

The reader took the wrong header.
"""


def test_a_page_is_known_by_its_title() -> None:
    assert is_write_up_of_its_own(_RST, "docs/dev/2024-05-06-swapped.rst")


@pytest.mark.parametrize(
    "text",
    [
        "# Postmortem process\n\nWrite one.\n",
        "# Postmortems\n\n- [one](x.md)\n",
        "# Release 2.3.2\n\n## Post-mortem: columns\n",
        "Postmortem: see the folder.\n\nNo heading here.\n",
        "# How we write\n\n# Postmortem: an example\n",
    ],
)
def test_a_page_about_write_ups_is_none(text) -> None:
    assert not is_write_up_of_its_own(text, "docs/dev/x.md")


def test_a_mark_before_the_title_makes_no_template() -> None:
    text = (
        "# [Postmortem] Cluster out of service\n\n**Date**: 2024-05-06\n\nIt broke.\n"
    )
    [entry] = read_incidents(text, path="pm/x.md").entries
    assert entry.standing == "final"
    text = "# [Postmortem title]\n\n**Date**: 2024-05-06\n\nIt broke.\n"
    [entry] = read_incidents(text, path="pm/x.md").entries
    assert entry.standing == "template"


_FIELDS = """\
---
title: Search is empty in the afternoon
severity: high
started: 2024-03-05 13:10
detected: {detected}
---

# Summary

The index was rebuilt from an empty bucket.
"""


def test_a_page_is_known_by_the_fields_of_an_incident() -> None:
    text = _FIELDS.format(detected="2024-03-05 13:40")
    assert is_write_up_of_its_own(text, "reviews/2024-03-05-search.md")


@pytest.mark.parametrize(
    "text",
    [
        _FIELDS.format(detected=""),
        "---\ntitle: A film\nduration: 3 h\nrating: 4\n---\n\nLong.\n",
        "---\ntitle: A hole\nseverity: high\nstatus: fixed\n---\n\nPatched.\n",
        "---\ntitle: A probe\nseverity: page\nstarted: never\n---\n\nAlert.\n",
        "No front matter.\n\nseverity: high\nresolved: 13:40\n",
    ],
)
def test_other_fields_make_no_write_up(text) -> None:
    assert not is_write_up_of_its_own(text, "reviews/x.md")
