"""What the words of a text make likely, where no rule finds it."""

from __future__ import annotations

import pytest

from pipelines.read.signals import find_signals, likely
from pipelines.read.signals.fit_likely import fit
from pipelines.read.signals.likely import scores, terms_of, weights
from pipelines.read.signals.rules import LIKELY
from pipelines.read.signals.signal import KINDS

# A word for each kind, which no rule knows.
WORDS = {kind: kind[::-1].replace("_", "") for kind in KINDS}
TOLD = f"The {WORDS['rollback']} was seen."


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


def test_a_heading_is_told_apart_from_the_text():
    assert "todo headx" in terms_of("Buy milk", "Todo")


def labelled():
    for number in range(4):
        yield {"text": f"Nothing {number} to see here.", "signals": []}
        for kind, word in WORDS.items():
            yield {"text": f"The {word} {number} was seen.", "signals": [kind]}


LEARNT = fit([*labelled()])


def test_words_of_labelled_texts_speak_for_their_kind():
    found = scores(terms_of(TOLD), LEARNT)
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
def inferred(monkeypatch):
    """What is inferred from a text by what those labelled ones teach."""
    monkeypatch.setattr(likely, "weights", lambda: LEARNT)

    def infer(text, **options):
        return [one for one in find_signals(text, **options) if one.is_inferred]

    return infer


def test_what_no_rule_finds_is_inferred_and_quotes_where_it_is_told(inferred):
    [found] = inferred(f"Good morning. {TOLD} Bye.")
    assert (found.kind, found.quote, found.rule_id) == ("rollback", TOLD, LIKELY)
    assert found.holds


def test_what_a_rule_finds_is_not_inferred_too(inferred):
    told = f"We rolled back the release at 10:00. {TOLD}"
    assert inferred(told) == []
    assert "rollback" in {one.kind for one in find_signals(told)}


def test_of_a_long_text_nothing_is_inferred(inferred):
    assert inferred(TOLD * 200) == []


def test_of_what_a_machine_says_nothing_counts(inferred):
    [found] = inferred(TOLD, author_is_bot=True)
    assert not found.holds


def test_a_team_can_switch_it_off(inferred, tmp_path):
    own = tmp_path / "own.yml"
    own.write_text(f"rules:\n- {{id: {LIKELY}, disabled: true}}\n")
    assert inferred(TOLD)
    assert inferred(TOLD, rules=own) == []
