"""Of a rota that changes, the newest word on each time counts."""

from __future__ import annotations

from datetime import UTC, datetime

from pipelines.read.on_call import RotaRevision, standing_shifts

HEAD = "# Rota\n\n| Week of | Primary |\n|---|---|\n"


def revision(day, *rows):
    text = HEAD + "".join(f"| 2024-05-{week} | @{who} |\n" for week, who in rows)
    moment = datetime(2024, 5, day, tzinfo=UTC)
    return RotaRevision("oncall.md", text if rows else None, f"c{day}", moment)


def standing(*revisions):
    return sorted(
        (
            f"{one.shift.begins_at:%d}",
            str(one.shift.person.person_id),
            str(one.revision.commit_sha),
        )
        for one in standing_shifts(revisions)
    )


def test_a_line_that_was_taken_out_after_its_time_still_tells_of_it():
    found = standing(
        revision(1, ("06", "alice"), ("13", "bob")),
        revision(14, ("13", "bob"), ("20", "carol")),
    )
    assert found == [
        ("06", "alice", "c1"),
        ("13", "bob", "c14"),
        ("20", "carol", "c14"),
    ]


def test_a_swap_replaces_what_was_planned_and_what_was_withdrawn_never_was():
    found = standing(
        revision(1, ("06", "alice"), ("13", "bob"), ("20", "dan")),
        revision(12, ("06", "alice"), ("13", "carol")),
    )
    assert found == [("06", "alice", "c12"), ("13", "carol", "c12")]


def test_a_rota_that_was_deleted_tells_of_what_had_begun():
    found = standing(revision(1, ("06", "alice"), ("13", "bob")), revision(10))
    assert found == [("06", "alice", "c1")]


def test_a_file_without_history_says_what_it_says():
    found = standing(RotaRevision("o.md", HEAD + "| 2024-05-06 | @a |\n", None, None))
    assert found == [("06", "a", "None")]
