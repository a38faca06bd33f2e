"""Rotas become rows with their place; what cannot be read of them is told."""

from __future__ import annotations

from pipelines.read.rows.on_call import read_on_call
from tests.unit.read.raw_rows import Raw

ROTA = "# Rota\n\n| Week of | Primary |\n|---|---|\n| 2024-05-06 | @alice |\n"


def test_a_shift_has_its_place_and_only_todays_faults_are_told():
    raw = Raw()
    raw.document(
        "oncall.md",
        "oncall",
        ("2024-05-01", ROTA + "| then | @bob |\n"),
        ("2024-05-20", ROTA.replace("06 |", "20 |") + "| later | @bob |\n"),
    )
    raw.document("docs/other.md", "other", ("2024-05-01", ROTA))
    read_on_call(raw.store)
    assert raw.rows(
        "select rota, role, person_as_written, person_id, path, line, commit_sha,"
        " quote, strftime(begins_at, '%d'), strftime(ends_at, '%d'),"
        " strftime(said_at, '%d')"
        " from parsed.on_call_shifts order by begins_at"
    ) == [
        ("Rota", "primary", "@alice", "alice", "oncall.md", 5, "c0",
         "| 2024-05-06 | @alice |", "06", "13", "01"),
        ("Rota", "primary", "@alice", "alice", "oncall.md", 5, "c1",
         "| 2024-05-20 | @alice |", "20", "27", "20"),
    ]  # fmt: skip
    assert raw.rows("select path, line, reason, quote from parsed.unreadable") == [
        ("oncall.md", 6, "rota: no day", "| later | @bob |")
    ]
    raw.connection.close()


def test_a_file_of_data_is_read_as_a_rota():
    raw = Raw()
    text = "week,primary\n2024-05-06,@alice\nlater,@bob\n"
    raw.document("ops/rota.csv", "on_call_rota", ("2024-05-01", text))
    read_on_call(raw.store)
    assert raw.rows("select person_id, line from parsed.on_call_shifts") == [
        ("alice", 2)
    ]
    assert raw.rows("select line, reason from parsed.unreadable") == [
        (3, "rota: no day")
    ]
    raw.connection.close()


def test_a_calendar_is_named_as_not_read():
    raw = Raw()
    raw.document(
        "oncall/team.ics", "on_call_calendar", ("2024-05-01", "BEGIN:VCALENDAR")
    )
    read_on_call(raw.store)
    assert raw.rows("select count(*) from parsed.on_call_shifts") == [(0,)]
    ((path, reason),) = raw.rows("select path, reason from parsed.unreadable")
    assert path == "oncall/team.ics"
    assert "calendars are not read" in reason
    raw.connection.close()


def test_a_rota_that_is_broken_is_told():
    raw = Raw()
    for path, text in (
        ("docs/rota.yml", "rota:\n- {week: 2024-05-06, primary: '@alice'\n"),
        ("docs/rota.json", '{"rota": [{"week": "2024-05-06"'),
        ("on-call/rota.yaml", "[" * 100_000),
    ):
        raw.document(path, "on_call_rota", ("2024-01-01", ROTA), ("2024-05-01", text))
    read_on_call(raw.store)
    told = raw.rows("select path, reason from parsed.unreadable order by path")
    assert [path for path, _ in told] == [
        "docs/rota.json",
        "docs/rota.yml",
        "on-call/rota.yaml",
    ]
    assert all(reason.startswith("rota: ") for _, reason in told)
    raw.connection.close()
