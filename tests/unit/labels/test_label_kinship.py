"""A label of an older scheme stands for its only counterpart in the documented one."""

from __future__ import annotations

import pytest

from pipelines.read.labels import DocumentedLabel, facet_of, name_labels


def found(used, documented, **more):
    """What each used name stands for, and why."""
    said = [
        DocumentedLabel(
            name, facet_of(name), "preferred", None, "", 1, name, "LABELS.md"
        )
        for name in documented
    ]
    rows = name_labels(dict.fromkeys(used, 2), said, **more)
    return {row.name: (row.canonical_name, row.reason) for row in rows}


@pytest.mark.parametrize(
    ("used", "documented", "reason"),
    [
        ("bug", ">bug", "spelling"),
        ("2_Doing", "2. doing", "spelling"),
        ("accessibility", "focus: accessibility (a11y)", "counterpart"),
        ("missing-manual", "manual-missing", "spelling"),
        ("kit: kafka exporter", "exporter/kafka", "spelling"),
        ("exporter/kafkaexporter", "exporter/kafka", "spelling"),
        ("zone/ldap", "zone/auth/ldap", "counterpart"),
        ("eng qa needed", "eng:qa:needed", "spelling"),
        ("cat: engine", "part: engine", "counterpart"),
        ("X-papercut", "D-papercut", "counterpart"),
        ("Technical Debt", "area/Technical Debt", "counterpart"),
        ("area/docs", "kind/documentation", "synonym"),
    ],
)
def test_the_words_behind_another_prefix_are_the_same_label(used, documented, reason):
    labels = [documented, "D-nice", "D-rough"]
    assert found([used], labels)[used] == (documented, reason)


def test_a_first_word_that_several_labels_have_is_a_prefix() -> None:
    labels = ["io csv", "io xml", "io sql"]
    assert found(["csv"], labels)["csv"] == ("io csv", "counterpart")
    assert found(["csv"], labels[:1])["csv"] == ("csv", "itself")


def test_a_family_of_names_moves_together() -> None:
    labels = ["c: crash", "c: regression", "team: web"]
    rows = found(["severe: crash", "severe: regression"], labels)
    assert rows["severe: crash"] == ("c: crash", "counterpart")
    assert found(["severe: crash"], labels)["severe: crash"][1] == "itself"


@pytest.mark.parametrize(
    "used",
    [
        ["team/parser", "team/lexer"],  # whose, not what
        ["needs parser", "needs lexer"],
        ["bug: parser", "bug: lexer"],  # a type of its own
        ["perf-parser", "perf-lexer"],
        ["ios: parser", "ios: lexer"],  # where
        ["v2: parser", "v2: lexer"],
        ["tests/done"],  # a state of something else
        ["impact: high"],
        ["area/printer"],  # the prefix is still in use
        ["T-nice"],  # a team
        ["feature"],  # a type, not an area
        ["parsers-guild"],
        ["1.x"],  # another version, another width
        ["64-bit"],
    ],
)
def test_the_same_words_may_be_of_something_else(used) -> None:
    labels = ["area/parser", "area/lexer", "area/feature", "docs/done", "risk: high",
              "type/perf", "D-nice", "D-rough", "D-wordy", "2.x", "32-bit"]  # fmt: skip
    rows = found(used, labels)
    assert [rows[name][0] for name in used] == used


def test_of_several_counterparts_none_is_chosen() -> None:
    labels = ["exporter/kafka", "receiver/kafka"]
    assert found(["kit/kafka", "kafka"], labels)["kit/kafka"][1] == "itself"
    assert found(["kit/kafka", "kafka"], labels)["kafka"][1] == "itself"


def test_labels_that_github_describes_apart_stay_apart() -> None:
    words = {"cat: engine": "The motor", "part: engine": "What drives the rules"}
    rows = found(["cat: engine"], ["part: engine"], descriptions=words)
    assert rows["cat: engine"] == ("cat: engine", "itself")


@pytest.mark.parametrize("used", ["E-easy", "easy"])
def test_a_synonym_gives_way_to_the_very_word_and_to_a_known_prefix(used) -> None:
    labels = ["good first issue", "E-medium", "E-hard", "difficulty/1: easy"]
    assert found([used], labels)[used] == (used, "itself")


def test_the_very_same_description_makes_two_names_one() -> None:
    same = "The pipes are blocked again"
    words = {"plumbing": same, "area/pipes": same}
    row = found(["plumbing"], ["area/pipes"], descriptions=words)["plumbing"]
    assert row == ("area/pipes", "description")
    words = {"area/taps": same, "area/pipes": same}
    row = found(["area/taps"], ["area/pipes"], descriptions=words)["area/taps"]
    assert row == ("area/taps", "itself")
