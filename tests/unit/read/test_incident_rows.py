"""When a write-up was written, and which pages are read as one."""

from __future__ import annotations

import json

from pipelines.read.rows.incidents import KINDS, Incidents
from pipelines.read.texts import Text
from tests.unit.read.raw_rows import Raw

_WRITE_UP = "# Labels gone\n\n**Date:** 2024-05-06\n\n## Summary\n\nIt broke.\n"
_INDEX = "# Incidents\n\n- 2024-05-06 [Labels gone](../pm/labels.md)\n"


def written(raw: Raw, path: str, text: str, kind: str) -> list[tuple[object, ...]]:
    document = Text("o/r", text, path=path, commit_sha="c0", kind=kind)
    Incidents(raw.store).read(document)
    raw.store.flush()
    return raw.rows(
        "select title, cast(written_at as date) from parsed.incident_entries"
    )


def test_neither_an_index_nor_what_came_before_the_incident_is_its_write_up() -> None:
    raw = Raw()
    raw.document("incidents/index.md", "incident_log", ("2024-05-07", _INDEX))
    raw.document(
        "pm/labels.md",
        "postmortem",
        ("2024-03-01", _WRITE_UP),
        ("2024-06-03", _WRITE_UP),
    )
    [(_, day)] = written(raw, "pm/labels.md", _WRITE_UP, "postmortem")
    assert str(day) == "2024-06-03"


def test_a_page_elsewhere_is_a_write_up_if_its_title_says_so() -> None:
    raw = Raw()
    text = _WRITE_UP.replace("# ", "# Post-mortem: ", 1)
    raw.document("docs/dev/labels.md", "other", ("2024-05-08", text))
    [(_, day)] = written(raw, "docs/dev/labels.md", text, "other")
    assert str(day) == "2024-05-08"


def test_any_other_page_is_none() -> None:
    assert written(Raw(), "docs/dev/labels.md", _WRITE_UP, "other") == []


def test_what_a_shallow_clone_begins_with_was_written_nobody_knows_when() -> None:
    raw = Raw()
    days = ("2024-05-08", _WRITE_UP), ("2024-06-03", f"{_WRITE_UP}\n")
    raw.document("pm/labels.md", "postmortem", *days)
    raw.cut_off("2024-05-08")
    [(_, day)] = written(raw, "pm/labels.md", _WRITE_UP, "postmortem")
    assert day is None


def test_a_table_of_contents_leads_to_pages_whatever_their_extension() -> None:
    raw = Raw()
    text = (
        "Incidents\n=========\n\n.. toctree::\n   :maxdepth: 1\n\n"
        "   2024-05-06-labels-gone\n   2024-07-01-mail <mail>\n"
    )
    raw.document("pm/index.rst", "incident_log", ("2024-07-07", text))
    raw.document("pm/2024-05-06-labels-gone.md", "postmortem", ("2024-05-07", "# A"))
    raw.document("pm/mail.md", "postmortem", ("2024-07-02", "# B"))
    document = Text("o/r", text, path="pm/index.rst", commit_sha="c0", kind=KINDS[0])
    Incidents(raw.store).read(document)
    raw.store.flush()
    rows = raw.rows("select standing, linked_paths from parsed.incident_entries")
    told = [(standing, json.loads(str(paths))) for standing, paths in rows]
    assert told == [
        ("index", ["pm/2024-05-06-labels-gone.md"]),
        ("index", ["pm/mail.md"]),
    ]
