"""A label that a team chose comes before what was found."""

from __future__ import annotations

from pipelines.read.decisions.labels import LabelChoice, decide_labels
from pipelines.read.labels import name_labels

USED = {"sev1": 4, "sev-1": 1, "SEV_1": 1, "infra": 3, "ops": 2}


def decided(canonical, *variants):
    choice = LabelChoice(canonical, variants, "policies.yml", 3, "labels: ...")
    found = decide_labels(name_labels(USED, []), [choice])
    return {one.name: one for one in found}


def test_the_chosen_label_is_canonical_and_what_stood_for_its_variants_follows():
    names = decided("sev-1", "sev1")
    assert {
        name: names[name].canonical_name for name in ("sev1", "sev-1", "SEV_1")
    } == {
        "sev1": "sev-1",
        "sev-1": "sev-1",
        "SEV_1": "sev-1",
    }
    assert names["sev-1"].is_canonical
    assert not names["sev1"].is_canonical
    assert names["SEV_1"].reason == "decided"
    assert names["sev1"].reason_line == 3


def test_labels_that_nothing_else_would_join_are_one_by_choice():
    names = decided("area:infra", "infra", "ops")
    assert names["ops"].canonical_name == "area:infra"
    assert names["area:infra"].is_canonical
    assert not names["area:infra"].is_documented
    assert names["ops"].facet == names["area:infra"].facet


def test_other_labels_stay_as_they_were():
    assert decided("area:infra", "infra")["ops"].reason == "itself"
