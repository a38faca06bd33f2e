"""`policies.yml`: what holds, and a message with line and field for what does not."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.errors import UsageError
from pipelines.read.decisions import load_configured, read_decisions

EVERYTHING = """
version: 1
confirm:
  - policy: approval_count
    reason: As agreed.
correct:
  - policy: postmortem_in_time:sev1
    parameters:
      durations: within 5 business days
      approval_count: 2
      conditions:
switch_off:
  - policy: branch_name
    reason: Nobody does.
    owner: "@Kim"
add:
  - id: two-for-schema
    rule: Schema changes must have two approvals.
    policy: approval_count
    parameters: {approval_count: 2, areas: schema}
    strength: must
    since: 2025-02-01
labels:
  - canonical: sev1
    variants: [sev-1, "SEV 1"]
teams:
  - team: Core
    people: [Kim, "@lee"]
on_call:
  - rota: Backend
    person: "@Kim"
    from: 2025-05-06
    to: 2025-05-12
exceptions:
  - policy: checks_passing
    records: [213, "acme/todo#7", incident-2025-01-01]
    reason: The runner was down.
    owner: kim
    from: 2025-01-01
    until: 2025-12-31
"""


def problems(text):
    return [(one.line, one.field) for one in read_decisions(text).problems]


def test_every_section_is_read():
    reading = read_decisions(EVERYTHING)
    assert reading.problems == []
    found = {one.kind: one for one in reading.decisions}
    assert {kind: one.subject for kind, one in found.items()} == {
        "confirm": "approval_count",
        "correct": "postmortem_in_time:sev1",
        "switch_off": "branch_name",
        "add": "two-for-schema",
        "labels": "sev1",
        "teams": "@core",
        "on_call": "Backend",
        "exceptions": "checks_passing",
    }
    parameters = found["correct"].fields["parameters"]
    assert parameters["durations"][0]["n"] == 5
    assert parameters["durations"][0]["unit"] == "business_days"
    assert parameters["conditions"] is None
    assert found["switch_off"].fields["owner"] == "kim"
    assert found["add"].fields["since"] == date(2025, 2, 1)
    assert found["add"].fields["parameters"]["areas"] == ["schema"]
    assert found["teams"].fields["people"] == ["kim", "lee"]
    assert found["on_call"].fields["person"] == "kim"
    assert found["on_call"].fields["to"] == date(2025, 5, 12)
    records = found["exceptions"].fields["records"]
    assert records == ["#213", "acme/todo#7", "incident-2025-01-01"]
    assert found["switch_off"].line == 13


@pytest.mark.parametrize(
    "text", ["", "# nothing yet\n", "version: 1\n", "switch_off:\n"]
)
def test_a_file_that_decides_nothing_is_one(text):
    assert read_decisions(text) == read_decisions("")


@pytest.mark.parametrize(
    ("text", "line", "field"),
    [
        ("switch_off:\n- policy: a\n", 2, "switch_off[1].reason"),
        (
            "switch_off:\n- policy: a\n  reason: b\n  becuase: c\n",
            4,
            "switch_off[1].becuase",
        ),
        ("switch_off: yes\n", 1, "switch_off"),
        ("switch_off:\n- approval_count\n", 2, "switch_off[1]"),
        ("switch_off: []\nswitch_of: []\n", 2, "switch_of"),
        ("version: 2\nswitch_off: []\n", 1, "version"),
        ("teams:\n- team: core\n  people: ['not a login!']\n", 3, "teams[1].people"),
        ("labels:\n- canonical: a\n  variants: []\n", 3, "labels[1].variants"),
        (
            "exceptions:\n- {policy: a, reason: b, owner: c, until: soon}\n",
            2,
            "exceptions[1].until",
        ),
        (
            "exceptions:\n- policy: a\n  reason: b\n  owner: c\n"
            "  from: 2025-03-01\n  until: 2025-02-01\n",
            6,
            "exceptions[1].until",
        ),
        ("on_call:\n- {rota: a, person: b, from: 2025-03-01}\n", 2, "on_call[1].to"),
        (
            "on_call:\n- rota: a\n  person: [b, c]\n  from: 2025-03-01\n"
            "  to: 2025-03-07\n",
            3,
            "on_call[1].person",
        ),
        (
            "on_call:\n- rota: a\n  person: b\n  from: 2025-03-08\n  to: 2025-03-01\n",
            5,
            "on_call[1].to",
        ),
        (
            "correct:\n- policy: a\n  parameters:\n    approval_count: many\n",
            4,
            "correct[1].parameters.approval_count",
        ),
        (
            "correct:\n- policy: a\n  parameters:\n    aproval_count: 2\n",
            4,
            "correct[1].parameters.aproval_count",
        ),
        (
            "correct:\n- policy: a\n  parameters: {durations: a while}\n",
            3,
            "correct[1].parameters.durations",
        ),
        ("add:\n- {id: a, rule: b, strength: perhaps}\n", 2, "add[1].strength"),
    ],
)
def test_a_problem_is_named_by_line_and_field(text, line, field):
    assert problems(text) == [(line, field)]


def test_an_entry_with_a_problem_does_not_take_the_others_with_it():
    reading = read_decisions(
        "switch_off:\n- policy: a\n- policy: b\n  reason: c\n- reason: d\n"
    )
    assert [one.subject for one in reading.decisions] == ["b"]
    assert [one.field for one in reading.problems] == [
        "switch_off[1].reason",
        "switch_off[3].policy",
    ]


def test_two_rules_of_one_name_are_both_left_out():
    text = "add:\n- {id: a, rule: One must.}\n- {id: a, rule: Two must.}\n"
    assert read_decisions(text).decisions == []
    assert problems(text) == [(2, "add[1].id"), (3, "add[2].id")]


def test_a_file_of_something_else_is_told_in_one_line():
    found = read_decisions("apiVersion: v1\nkind: Policy\nspec: {rules: []}\n").problems
    assert [one.line for one in found] == [1]
    assert "no file of decisions" in str(found[0])


@pytest.mark.parametrize(
    "text",
    [
        "switch_off: [&a x, *a]\n",
        "a: &a [x]\nb: [*a, *a]\n",
        "switch_off: !!python/object/apply:os.system [id]\n",
        "switch_off: " + "[" * 10_000,
        "switch_off: {" * 50,
        "switch_off: [a, b\n",
        "teams:\n- team: @core\n  people: [kim]\n",
        "switch_off: []\nswitch_off: []\n",
        "\x00\x01",
        "x" * 300_000,
        "? [a]\n: b\n",
    ],
)
def test_hostile_and_broken_files_are_one_problem_and_no_decision(text):
    reading = read_decisions(text)
    assert reading.decisions == []
    assert len(reading.problems) == 1
    assert reading.problems[0].line >= 1


def test_beside_the_configuration_all_problems_stop_the_run(tmp_path):
    file = tmp_path / "policies.yml"
    file.write_text("switch_off:\n- policy: a\nexceptions:\n- policy: b\n")
    with pytest.raises(UsageError) as raised:
        load_configured(file)
    assert f"{file}:2: switch_off[1].reason: missing" in raised.value.what
    assert f"{file}:4: exceptions[1].until: missing" in raised.value.what
    assert raised.value.exit_status == 2


def test_no_file_beside_the_configuration_decides_nothing(tmp_path):
    assert load_configured(None) == []
    assert load_configured(tmp_path / "policies.yml") == []
