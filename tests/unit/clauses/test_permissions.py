"""What a sentence beside a rule lets a change do without."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipelines.read.clauses.dating import parameters_id
from pipelines.read.clauses.find import find_clauses
from pipelines.read.clauses.lexicon import section
from pipelines.read.clauses.permissions import LIFTS, NOTE, lifted

EXAMPLES = section("permissions", "examples")
RULE = "Every pull request needs an approval."


def notes(text):
    found = find_clauses(text, path="CONTRIBUTING.md", kind="contributing")
    return {one.quote: one.parameters.get(NOTE) for one in found}


@pytest.mark.parametrize(
    ("demand", "text"), [(name, one) for name in EXAMPLES for one in EXAMPLES[name]]
)
def test_the_examples_lift_what_they_stand_under(demand, text):
    assert lifted(text) == (() if demand == "nothing" else (demand,))


def test_exceptions_without_a_name_may_be_of_any_rule_beside_them():
    named = {*section("permissions", "lifts")}
    assert {*lifted("There are a few exceptions for translations.")} == named
    assert lifted("There are no exceptions.") == ()


def test_every_demand_has_examples():
    assert {*section("permissions", "lifts")} == {*EXAMPLES} - {"nothing"}


def test_a_rule_has_the_permissions_of_its_section_that_are_about_the_same():
    spares = "An emergency change may be merged without a review."
    found = notes(
        f"# Rules\n\n## Merging\n\n- {RULE} {spares}\n"
        "- No issue is needed for a typo.\n"
        "\n## Other\n\nChanges of the site don't need a review.\n"
    )
    assert found[RULE] == [{"demand": "approval", "line": 5, "quote": spares}]


def test_what_is_forbidden_spares_nobody():
    found = notes(f"# Rules\n\n{RULE} It may not be merged without a review.\n")
    assert found[RULE] is None


def test_a_permission_that_moves_changes_no_rule():
    text = f"# Rules\n\n{RULE} If you're pairing, the pair counts as the review.\n"
    [one] = [
        clause
        for clause in find_clauses(text, path="CONTRIBUTING.md", kind="contributing")
        if clause.quote == RULE
    ]
    [note] = one.parameters[NOTE]
    moved = replace(one, parameters={**one.parameters, NOTE: [{**note, "line": 90}]})
    other = replace(one, parameters={**one.parameters, NOTE: [{**note, "quote": "X"}]})
    assert parameters_id(moved) == parameters_id(one) != parameters_id(other)


def test_a_pronoun_stands_for_what_the_sentence_before_counts():
    spares = "Changes to `site/` don't need one."
    found = notes(f"# Rules\n\n- {RULE} {spares}\n")
    assert found[RULE] == [{"demand": "approval", "line": 3, "quote": spares}]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("In an outage a lead may merge without a review. Such a change must carry the"
         " label `urgent`.", "urgent"),
        ("Changes labelled `urgent` may be merged without a review.", "urgent"),
        ("A lead may merge without a review. Issues carry the label `bug`.", None),
    ],
)  # fmt: skip
def test_the_label_tells_which_changes_are_spared(text, label):
    found = notes(f"# Rules\n\n{RULE} {text}\n")
    [note] = found[RULE]
    assert note.get("label") == label


def test_what_holds_in_emergencies_is_said_of_the_rules_above():
    spares = "In an outage a lead may merge without a review."
    above = f"# Rules\n\n## Changes\n\n{RULE}\n\n### "
    assert notes(f"{above}Emergencies\n\n{spares}\n")[RULE]
    assert notes(f"{above}Spelling\n\n{spares}\n")[RULE] is None


@pytest.mark.parametrize(
    ("text", "lifts"),
    [
        ("Whoever has the duty phone may merge a hotfix on their own.", ["approval"]),
        ("A fix of the docs needs no review.", ["approval"]),
        ("The captain may not ship a hotfix on their own.", None),
        ("The captain must not merge a hotfix without an approval.", None),
    ],
)
def test_a_permission_says_what_it_lifts_wherever_it_stands(text, lifts):
    found = find_clauses(f"# Duty\n\n{text}\n", path="docs/duty.md", kind="")
    assert [one.parameters.get(LIFTS) for one in found] == [lifts]


@pytest.mark.parametrize("title", ["### Emergencies", "## Hotfixes"])
@pytest.mark.parametrize(
    "told",
    [
        "Such a pull request must carry the label `rush`.",
        *("Label the pull request `rush`.", "Tell the channel. Put `rush` on it."),
    ],
)
def test_a_section_on_what_is_not_usual_is_about_the_rules_beside_it(title, told):
    spares = "The lead may merge a fix alone, without waiting for an approval."
    found = notes(f"# Rules\n\n## Reviews\n\n{RULE}\n\n{title}\n\n{spares} {told}\n")
    [note] = found[RULE]
    assert (note["quote"], note["label"]) == (spares, "rush")


def test_another_section_beside_a_rule_is_not_about_it():
    spares = "The lead may merge a fix alone, without waiting for an approval."
    found = notes(f"# Rules\n\n## Reviews\n\n{RULE}\n\n## Plugins\n\n{spares}\n")
    assert found[RULE] is None


def test_of_very_many_permissions_a_rule_has_the_first():
    spares = "".join(
        f"Leads may merge typos {n} without review.\n\n" for n in range(70)
    )
    found = notes(f"# Rules\n\n{RULE}\n\n{spares}")
    assert len(found[RULE]) == 50
    assert found[RULE][0]["quote"] == "Leads may merge typos 0 without review."
