"""A rule that a team adds is dated by the history of its file."""

from __future__ import annotations

from datetime import UTC, datetime

from pipelines.read.decisions import FileRevision, date_rules

ONE = "add:\n- id: two\n  rule: Every pull request must have one approval.\n"
TWO = "add:\n- id: two\n  rule: Every pull request must have two approvals.\n"


def day(number: int) -> datetime:
    return datetime(2025, 1, number, tzinfo=UTC)


def periods(*texts: str | None) -> list[tuple[str, int | None, int | None]]:
    revisions = [
        FileRevision(day(number), f"c{number}", text)
        for number, text in enumerate(texts, start=1)
    ]
    return [
        (
            rule.decision.fields["rule"].split()[-2],
            rule.effective_from.day if rule.effective_from else None,
            rule.effective_to.day if rule.effective_to else None,
        )
        for rule in date_rules(revisions)
    ]


def test_a_rule_is_in_force_from_its_commit_and_a_new_wording_begins_another():
    assert periods("switch_off: []\n", ONE, ONE, TWO) == [
        ("one", 2, 4),
        ("two", 4, None),
    ]


def test_a_rule_that_was_taken_out_or_whose_file_went_has_ended():
    assert periods(ONE, "switch_off: []\n") == [("one", 1, 2)]
    assert periods(ONE, None) == [("one", 1, 2)]


def test_since_reaches_back_but_not_over_an_earlier_wording():
    assert periods(ONE + "  since: 2024-12-05\n") == [("one", 5, None)]
    assert periods(ONE, TWO + "  since: 2024-12-05\n") == [
        ("one", 1, 2),
        ("two", 2, None),
    ]


def test_a_broken_revision_ends_a_rule_no_earlier_than_it_was_broken():
    assert periods(ONE, "add: [", ONE) == [("one", 1, 2), ("one", 3, None)]


def test_what_the_entry_states_replaces_what_the_sentence_says():
    text = ONE + "  parameters: {approval_count: 3, item_kinds: }\n  strength: should\n"
    [rule] = date_rules([FileRevision(None, None, text)])
    clause = rule.clause()
    assert clause["parameters"]["approval_count"] == 3
    assert clause["parameters"]["demands"] == ["approval"]
    assert "item_kinds" not in clause["parameters"]
    assert clause["modal"] == "should"
    assert rule.effective_from is None
