"""A clause is dated by the commits: same words, other words, moves, renames, ends."""

import random
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from pipelines.read.clauses import DocumentRevision, date_clauses
from pipelines.read.clauses import dating as module

START = datetime(2024, 1, 1, 12, tzinfo=UTC)
TWO = "Pull requests need two approvals by code owners."
THREE = "Pull requests need three approvals by code owners."
REWORDED = "Every pull request needs two approvals by the code owners."
CI = "CI must be green before a merge."


def day(number):
    return START + timedelta(days=number)


def revision(number, text, path="CONTRIBUTING.md", previous=None, sha=None):
    return DocumentRevision(
        path=path,
        previous_path=previous,
        committed_at=day(number),
        commit_sha=sha or f"sha{number}",
        position=number,
        text=text,
    )


def test_a_clause_stands_since_its_commit_and_until_now():
    (row,) = date_clauses([revision(0, TWO)])
    assert (row.effective_from, row.effective_to) == (day(0), None)
    assert row.commit_sha == "sha0"
    assert row.clause_id.startswith("CONTRIBUTING.md#pull-requests-need-two")
    assert row.clause_id.endswith("@2024-01-01")


def test_a_clause_that_only_moves_lines_is_one_period_with_its_newest_line():
    rows = date_clauses([revision(0, TWO), revision(1, f"# New title\n\n{TWO}\n")])
    (row,) = rows
    assert (row.effective_from, row.effective_to) == (day(0), None)
    assert (row.clause.line, row.commit_sha) == (3, "sha1")


def test_a_changed_parameter_is_a_new_version_of_the_same_rule():
    old, new = date_clauses([revision(0, TWO), revision(1, THREE)])
    assert (old.effective_from, old.effective_to) == (day(0), day(1))
    assert (new.effective_from, new.effective_to) == (day(1), None)
    assert old.lineage_id == new.lineage_id
    assert old.parameters_id != new.parameters_id
    assert old.clause_id != new.clause_id


def test_a_reworded_clause_is_a_new_row_with_the_same_parameters():
    old, new = date_clauses([revision(0, TWO), revision(1, REWORDED)])
    assert old.lineage_id == new.lineage_id
    assert old.parameters_id == new.parameters_id
    assert old.effective_to == new.effective_from == day(1)


def test_other_marks_are_not_other_words():
    rows = date_clauses([revision(0, CI), revision(1, CI.replace("must", "**must**"))])
    assert len(rows) == 1
    assert rows[0].clause.quote == "CI **must** be green before a merge."


def test_a_clause_that_vanishes_ends():
    first, second = date_clauses(
        [revision(0, f"{TWO}\n\n{CI}"), revision(1, CI), revision(2, None)]
    )
    assert first.effective_to == day(1)
    assert second.effective_to == day(2)


def test_a_renamed_document_takes_its_clauses_along():
    rows = date_clauses(
        [
            revision(0, TWO),
            revision(1, TWO, path="docs/rules.md", previous="CONTRIBUTING.md"),
            revision(1, None),
        ]
    )
    (row,) = rows
    assert row.path == "docs/rules.md"
    assert (row.effective_from, row.effective_to) == (day(0), None)


def test_a_clause_that_moves_to_another_document_in_one_commit_goes_on():
    rows = date_clauses(
        [
            revision(0, f"{TWO}\n\n{CI}"),
            revision(1, CI),
            revision(1, TWO, path="docs/review.md"),
        ]
    )
    assert len(rows) == 2
    moved = next(row for row in rows if "two" in row.clause.quote)
    assert moved.path == "docs/review.md"
    assert (moved.effective_from, moved.effective_to) == (day(0), None)


def test_a_clause_that_comes_back_is_a_new_period_of_its_lineage():
    first, second = date_clauses(
        [revision(0, TWO), revision(1, "Hello."), revision(2, TWO)]
    )
    assert first.lineage_id == second.lineage_id
    assert (first.effective_to, second.effective_from) == (day(1), day(2))


def test_different_rules_are_different_lineages():
    rows = date_clauses([revision(0, TWO), revision(1, CI)])
    assert len({row.lineage_id for row in rows}) == 2


def test_a_sentence_that_stands_twice_is_two_rows():
    text = f"# One\n\n{CI}\n\n# Two\n\n{CI}\n"
    rows = date_clauses([revision(0, text)])
    assert len({row.clause_id for row in rows}) == 2
    assert len({row.lineage_id for row in rows}) == 2


def test_a_file_without_history_has_no_dates():
    (row,) = date_clauses(
        [DocumentRevision("CONTRIBUTING.md", None, None, None, 0, TWO)]
    )
    assert (row.effective_from, row.effective_to) == (None, None)
    assert row.clause_id.endswith("@undated")


def test_commits_of_one_second_are_gone_through_in_their_order():
    """A rebase gives many commits one time: here a rule moved, then changed."""
    told = [
        DocumentRevision("A.md", None, day(0), "a", 0, TWO, commit_position=0),
        DocumentRevision("B.md", None, day(1), "b", 0, CI, commit_position=1),
        DocumentRevision("A.md", None, day(1), "c", 1, f"{TWO} ", commit_position=2),
        DocumentRevision("C.md", "A.md", day(1), "d", 0, THREE, commit_position=3),
    ]
    old, _, new = date_clauses(told)
    assert (old.clause.quote, old.effective_to) == (TWO, day(1))
    assert (new.path, new.effective_from, new.effective_to) == ("C.md", day(1), None)
    assert new.lineage_id == old.lineage_id


def test_the_order_of_the_rows_given_changes_nothing():
    revisions = [revision(n, t) for n, t in enumerate([TWO, REWORDED, THREE, CI])]
    shuffled = revisions[:]
    random.Random(7).shuffle(shuffled)
    assert date_clauses(shuffled) == date_clauses(revisions)


def test_ids_are_the_same_in_every_run():
    revisions = [revision(0, f"{TWO}\n\n{CI}"), revision(1, f"{THREE}\n\n{CI}")]
    assert date_clauses(revisions) == date_clauses(revisions)


def test_a_text_that_comes_again_is_read_once(monkeypatch):
    calls = []
    find = module.find_clauses

    def counting(text, *, path, kind):
        calls.append(text)
        return find(text, path=path, kind=kind)

    monkeypatch.setattr(module, "find_clauses", counting)
    texts = [TWO, CI] * 50
    date_clauses([revision(number, text) for number, text in enumerate(texts)])
    assert len(calls) == 2


def test_periods_of_a_lineage_never_overlap():
    texts = [TWO, f"{TWO}\n\n{CI}", f"{CI}\n\n{THREE}", None, REWORDED, f"{CI}", THREE]
    rows = date_clauses([revision(n, t) for n, t in enumerate(texts)])
    by_lineage = {}
    for row in rows:
        by_lineage.setdefault(row.lineage_id, []).append(row)
    for periods in by_lineage.values():
        for one, two in pairwise(periods):
            assert one.effective_to is not None
            assert one.effective_to <= two.effective_from


def test_a_sentence_that_stands_thousands_of_times_is_dated():
    text = f"{CI}\n\n" * 5_000
    rows = date_clauses([revision(0, text), revision(1, text + "More.\n")])
    assert len({row.clause_id for row in rows}) == len(rows) == 5_000
    assert len({row.lineage_id for row in rows}) == 5_000


def test_a_time_without_a_zone_is_utc():
    naive = datetime(2024, 3, 1, tzinfo=UTC).replace(tzinfo=None)
    (row,) = date_clauses([DocumentRevision("HACKING", None, naive, "a", 0, TWO)])
    assert row.clause_id.endswith("@2024-03-01")
