"""What the words of a text make likely, where no rule finds it."""

from __future__ import annotations

import pytest

from pipelines.read.signals import find_signals
from pipelines.read.signals.fit_likely import fit
from pipelines.read.signals.likely import scores, terms_of, weights
from pipelines.read.signals.rules import LIKELY
from pipelines.read.signals.signal import KINDS

# Told in words that no rule knows.
TOLD = "1.4.2 just hit the index, it only un-breaks the installer."


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
    """Texts of each kind, which only the name of the kind tells."""
    for number in range(4):
        yield {"text": f"Nothing {number} to see here.", "signals": []}
        for kind in KINDS:
            yield {"text": f"Here {number} is {kind} to see.", "signals": [kind]}


def test_words_of_labelled_texts_speak_for_their_kind():
    given = fit([*labelled()])
    found = scores(terms_of("Behold: rollback!"), given)
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


def inferred(text, **options):
    return [one for one in find_signals(text, **options) if one.is_inferred]


def test_what_no_rule_finds_is_inferred_and_quotes_where_it_is_told():
    [found] = inferred(f"Good morning. {TOLD} Have a nice day.")
    assert (found.kind, found.quote, found.rule_id) == ("hotfix", TOLD, LIKELY)
    assert found.holds


def test_what_a_rule_finds_is_not_inferred_too():
    found = find_signals("We rolled back the release at 10:00.")
    assert [one.is_inferred for one in found if one.kind == "rollback"] == [False]


def test_of_a_long_text_nothing_is_inferred():
    assert inferred(TOLD + " And then we had tea." * 200) == []


def test_a_machine_infers_nothing_that_counts():
    [found] = inferred(TOLD, author_is_bot=True)
    assert not found.holds


def test_a_team_can_switch_it_off(tmp_path):
    own = tmp_path / "own.yml"
    own.write_text(f"rules:\n- {{id: {LIKELY}, disabled: true}}\n")
    assert inferred(TOLD)
    assert inferred(TOLD, rules=own) == []
