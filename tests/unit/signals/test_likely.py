"""What the words of a text make likely, where no rule finds it."""

from __future__ import annotations

import pytest

from pipelines.read.signals import find_signals, likely
from pipelines.read.signals.fit_likely import fit
from pipelines.read.signals.likely import Weights, scores, terms_of, weights
from pipelines.read.signals.rules import LIKELY
from pipelines.read.signals.signal import KINDS

# Told in words that no rule knows.
TOLD = (
    "The bots went mad after the landing of the change, so I had to undo the landing."
)


def test_terms_are_stems_alone_and_in_twos():
    assert terms_of("Reverting crashes") == ["revert", "crash", "revert crash"]


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("https://example.org/a?b", "urlx"),
        ("octo/cat#12", "refx"),
        ("#12", "refx"),
        ("@ann", "whox"),
        ("2024-05-01", "dayx"),
        ("v1.2.3", "verx"),
        ("17", "numx"),
        ("[x]", "boxx"),
        ("[ ]", "boxo"),
    ],
)
def test_what_stands_for_any_of_its_sort_is_one_term(text, mark):
    assert terms_of(text) == [mark]


@pytest.mark.parametrize(
    "text",
    [
        "<!-- what was\nreverted? -->",
        "> I reverted it",
        "```\ngit revert HEAD\n```\n",
        "~~~\r\ngit revert HEAD",
    ],
)
def test_what_the_writer_did_not_say_is_no_term(text):
    assert terms_of(text) == []


def test_a_curved_apostrophe_is_one():
    assert terms_of("didn’t") == terms_of("didn't")


def test_a_heading_is_told_apart_from_the_text():
    assert "todo headx" in terms_of("Buy milk", "Todo")


# A word for each kind, which neither a rule nor its examples have.
WORDS = {kind: kind[::-1].replace("_", "") for kind in KINDS}


def labelled():
    for number in range(4):
        yield {"text": f"Nothing {number} to see here.", "signals": []}
        for kind, word in WORDS.items():
            yield {"text": f"The {word} {number} was seen.", "signals": [kind]}


def test_words_of_labelled_texts_speak_for_their_kind():
    found = scores(terms_of(f"A {WORDS['rollback']}!"), fit([*labelled()]))
    assert max(found, key=found.__getitem__) == "rollback"
    assert found["rollback"] > 0 > found["hotfix"]


def test_nothing_known_leaves_what_speaks_without_a_word():
    given = weights()
    assert scores(["zzz"], given) == pytest.approx(dict(given.base))


def test_the_points_that_are_kept_are_of_all_kinds():
    given = weights()
    assert set(given.worth) == set(KINDS)
    assert all(given.worth[kind] for kind in KINDS)
    assert all(rarity > 0 for rarity in given.rarity.values())


@pytest.fixture
def learnt(monkeypatch):
    """Words that speak for a rollback, whatever is kept of the labelled texts."""
    terms = {*terms_of(TOLD), "good", "morn"}
    worth = {kind: {} for kind in KINDS}
    worth["rollback"] = dict.fromkeys(terms_of(TOLD), 1.0) | {"good": -0.1}
    base = dict.fromkeys(KINDS, -1.0)
    given = Weights(dict.fromkeys(terms, 1.0), worth, base)
    monkeypatch.setattr(likely, "weights", lambda: given)


def inferred(text, **options):
    return [one for one in find_signals(text, **options) if one.is_inferred]


def test_what_no_rule_finds_is_inferred_and_quotes_where_it_is_told(learnt):
    [found] = inferred(f"Good morning. {TOLD} Have a nice day.")
    assert (found.kind, found.quote, found.rule_id) == ("rollback", TOLD, LIKELY)
    assert found.holds


def test_what_a_rule_finds_is_not_inferred_too():
    found = find_signals("We rolled back the release at 10:00.")
    assert [one.is_inferred for one in found if one.kind == "rollback"] == [False]


def test_of_a_long_text_nothing_is_inferred(learnt):
    assert inferred(TOLD + " And then we had tea." * 200) == []


@pytest.mark.parametrize(
    "source", ["acme/app:POLICY.md", ".github/ISSUE_TEMPLATE/bug.md"]
)
def test_of_rules_and_forms_nothing_is_inferred(source, learnt):
    assert inferred(TOLD, source=source) == []


@pytest.mark.parametrize(
    "source", ["acme/app#12", "acme/app:CHANGELOG.md", "acme/app:docs/meetings/1.md"]
)
def test_of_an_item_and_another_page_it_is(source, learnt):
    assert inferred(TOLD, source=source)


@pytest.mark.parametrize(
    "text",
    ["", "\x00\x07", "x" * 2000, "Reverted!", f"> {TOLD}\n\nOk.", f"<!-- {TOLD} -->"],
)
def test_without_words_of_its_own_nothing_is_inferred(text, learnt):
    assert inferred(text) == []


def test_a_text_with_other_line_ends_is_quoted_as_it_stands(learnt):
    [found] = inferred(f"Good morning.\r\n\r\n{TOLD}\r\n\r\nHave a nice day.\r\n")
    assert (found.quote, found.line) == (TOLD, 3)


def test_a_machine_infers_nothing_that_counts(learnt):
    [found] = inferred(TOLD, author_is_bot=True)
    assert not found.holds


def test_a_team_can_switch_it_off(tmp_path, learnt):
    own = tmp_path / "own.yml"
    own.write_text(f"rules:\n- {{id: {LIKELY}, disabled: true}}\n")
    assert inferred(TOLD)
    assert inferred(TOLD, rules=own) == []
