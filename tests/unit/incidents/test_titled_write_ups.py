"""A page outside of the usual folders is a write-up if its title says so."""

from __future__ import annotations

import pytest

from pipelines.read.incidents import is_titled_write_up, read_incidents

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
    assert is_titled_write_up(_RST, "docs/dev/2024-05-06-swapped.rst")


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
    assert not is_titled_write_up(text, "docs/dev/x.md")


def test_a_mark_before_the_title_makes_no_template() -> None:
    text = (
        "# [Postmortem] Cluster out of service\n\n**Date**: 2024-05-06\n\nIt broke.\n"
    )
    [entry] = read_incidents(text, path="pm/x.md").entries
    assert entry.standing == "final"
    text = "# [Postmortem title]\n\n**Date**: 2024-05-06\n\nIt broke.\n"
    [entry] = read_incidents(text, path="pm/x.md").entries
    assert entry.standing == "template"
