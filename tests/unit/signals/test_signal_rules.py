"""Each rule finds what its own examples say, and leaves what they say it leaves."""

from pathlib import Path

import pytest

from pipelines.errors import InputError
from pipelines.read.signals import KINDS, find_signals, load_rules
from pipelines.read.signals.find import find_with

RULES = load_rules().rules
FOUND = [(rule, example) for rule in RULES for example in rule.examples[0]]
LEFT = [(rule, example) for rule in RULES for example in rule.examples[1]]


def name(value):
    return value.id if hasattr(value, "id") else value["text"][:40]


def find_ruled(text, **options):
    """What rules find, without what the words make likely."""
    return [one for one in find_signals(text, **options) if not one.is_inferred]


def test_all_of_our_patterns_compile_and_are_safe():
    for rule in RULES:
        rule.compile()


@pytest.mark.parametrize(("rule", "example"), FOUND, ids=name)
def test_a_rule_finds_its_positive_examples(rule, example):
    assert any(s.holds for s in find_with(load_rules().alone(rule), **example))


@pytest.mark.parametrize(("rule", "example"), LEFT, ids=name)
def test_no_rule_of_its_kind_takes_a_negative_example(rule, example):
    assert not [s for s in find_ruled(**example) if s.kind == rule.kind and s.holds]


@pytest.mark.parametrize("rule", RULES, ids=name)
def test_every_rule_has_a_positive_and_a_negative_example(rule):
    assert all(rule.examples)


def test_every_kind_has_a_rule():
    assert {rule.kind for rule in RULES} == set(KINDS)


def extra(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "rules.yml"
    path.write_text(text)
    return path


def test_a_team_adds_a_rule_of_its_own(tmp_path):
    path = extra(
        tmp_path,
        "rules:\n- {id: yolo, kind: override, any: ['\\byolo-merged\\b']}\n",
    )
    assert not find_ruled("We yolo-merged the thing.")
    assert [s.rule_id for s in find_ruled("We yolo-merged it.", rules=path)] == ["yolo"]


def test_a_team_switches_a_rule_off(tmp_path):
    path = extra(
        tmp_path,
        "rules:\n- {id: hotfix, disabled: true}\n",
    )
    text = "We deployed a hotfix at noon."
    assert [s.kind for s in find_ruled(text)] == ["hotfix"]
    assert find_ruled(text, rules=path) == []


def test_a_team_puts_a_rule_of_its_own_aside(tmp_path):
    path = extra(
        tmp_path,
        "rules:\n- {id: yolo, kind: override, any: yolo-merged, disabled: true}\n",
    )
    assert find_ruled("Ada yolo-merged it at noon.", rules=path) == []


def test_what_stands_far_from_a_signal_does_not_take_it_back(tmp_path):
    path = extra(
        tmp_path,
        "rules:\n- {id: yolo, kind: override, any: ['yolo-merged'],"
        " unless_near: ['party']}\n",
    )
    far = (
        "We yolo-merged it since the vendor wanted the new logo on the page by noon,"
        " no party."
    )
    assert [s.rule_id for s in find_ruled(far, rules=path)] == ["yolo"]
    assert not find_ruled("We yolo-merged it at the party.", rules=path)


def test_a_team_adds_to_a_class_of_words(tmp_path):
    text = "As discussed on campfire, we keep the old queue."
    path = extra(tmp_path, "words: {chatapp: '{chatapp}|campfire'}\n")
    assert not find_ruled(text)
    assert {s.kind for s in find_ruled(text, rules=path)} == {"offline_discussion"}
    in_slack = find_ruled("As discussed on Slack, we keep it.", rules=path)
    assert [s.kind for s in in_slack] == ["offline_discussion"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("rules:\n- {kind: override, any: [x]}\n", "rule 1: has no id"),
        ("rules:\n- {id: a, kind: nonsense, any: [x]}\n", "unknown kind"),
        ("rules:\n- {id: a, kind: hotfix, any: ['(']}\n", "unterminated"),
        ("rules:\n- {id: a, kind: hotfix, any: ['(a+)+b']}\n", "without bound"),
        ("rules:\n- {id: a, kind: hotfix, any: ['(?:x|\\w+ )*b']}\n", "without bound"),
        ("rules:\n- {id: a, kind: hotfix, any: [x], colour: red}\n", "unknown keys"),
        ("rules:\n- {id: a, kind: hotfix}\n", "no pattern"),
        ("rules:\n- {id: a, kind: hotfix, any: [x], context: [moon]}\n", "unknown"),
        ("[1, 2]\n", "not a mapping"),
        ("rules: [\n", "rules.yml"),
        ("rules: 5\n", "rules: is not a list"),
        ("rules: {id: a}\n", "rules: is not a list"),
        ("words: 5\n", "words: is not a mapping"),
        ("words: {chatapp: 5}\n", "words: chatapp: is not a text"),
        ("words: {nope: [1]}\n", "words: nope: is not a text"),
        ("words: {5: a}\n", "5 is no name"),
        ("words: {'a b': a}\n", "'a b' is no name"),
        ("words: {mine: 'a|{yours}', yours: '{mine}'}\n", "{yours} is no class"),
        ("words: {mine: '{nope}'}\n", "{nope} is no class"),
        ("rules:\n- {id: a, kind: override, any: 5}\n", "any is neither"),
        ("rules:\n- {id: a, kind: override, any: [5]}\n", "any is neither"),
        ("rules:\n- {id: a, kind: override, any: {x: y}}\n", "any is neither"),
        ("rules:\n- {id: a, kind: override, any: '{nope}'}\n", "{nope} is no class"),
        ("rules:\n- {id: a, kind: override, any: x, needs: '{nope}'}\n", "{nope}"),
        ("rules:\n- {id: a, kind: hotfix, any: x, place: item}\n", "place is not a"),
        ("rules:\n- {id: a, kind: hotfix, any: x, context: 5}\n", "context is not"),
        ("rules:\n- {id: a, kind: hotfix, any: x, match: quot}\n", "match 'quot'"),
        ("rules:\n- {id: a, kind: hotfix, any: x, unit: [block]}\n", "unit ['block']"),
        ("rules:\n- {id: a, kind: hotfix, any: x, reads: [1]}\n", "reads [1]"),
        ("rules:\n- {id: a, kind: [hotfix], any: x}\n", "unknown kind"),
        ("rules:\n- {id: a, kind: hotfix, any: x, examples: [b]}\n", "examples has"),
        ("rules:\n- {id: a, kind: hotfix, any: x, 5: x, b: x}\n", "unknown keys"),
        ("rules:\n- {id: 5, kind: hotfix, any: x}\n", "rule 1: has no id"),
        ("rules:\n- {id: no_such, disabled: true}\n", "no rule has this id"),
        ("rules:\n- {id: hotfix, disabled: maybe}\n", "neither true nor false"),
        ("rule: []\nversion: 1\n", "unknown keys ['rule', 'version']"),
        ("- rules\n", "not a mapping"),
        ("", "not a mapping"),
    ],
)
def test_a_faulty_rule_is_refused_with_its_place(tmp_path, text, said):
    with pytest.raises(InputError) as caught:
        load_rules(extra(tmp_path, text))
    assert "rules.yml" in caught.value.what
    assert said in caught.value.what
