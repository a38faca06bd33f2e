"""The words around a signal tell one act from what holds in general."""

import json

import pytest
from click.testing import CliRunner

from pipelines.read.sentences import split_sentences
from pipelines.read.signals import find_signals, weigh
from pipelines.read.signals.general import is_general, words_near
from pipelines.read.signals.signal import Signal

ACT = "We agreed on this at 14:05 in the call, and nobody objected."
ADVICE = "If you write an issue, please link a meeting or an owner when you retro it."


def test_words_of_one_act_and_of_what_holds_in_general():
    assert not is_general("offline_discussion", ACT)
    assert is_general("offline_discussion", ADVICE)


def test_what_is_told_by_its_marks_is_not_asked():
    assert not is_general("breaking_change", ADVICE)
    text = f"BREAKING CHANGE: `open()` is gone. {ADVICE}"
    assert [s.kind for s in find_signals(text) if s.holds] == ["breaking_change"]


def test_who_tells_what_he_will_do_speaks_of_one_act():
    text = "LGTM. {} open an issue for a benchmark."
    kinds = [
        {s.kind for s in find_signals(text.format(who)) if s.holds}
        for who in ("I'll", "You can")
    ]
    assert kinds == [{"followup_promised"}, set()]


@pytest.mark.parametrize(
    ("sentence", "holds"),
    [
        ("We had a short retro in the weekly, no report is needed, I guess.", True),
        ("We've already held a retro about it; please ask an owner.", True),
        ("We had a short retro in the weekly whenever an owner asked for it.", False),
        ("Have a short retro in the weekly, if an owner asks for it.", False),
    ],
)
def test_who_tells_that_they_held_one_speaks_of_one_act(sentence, holds):
    found = find_signals(f"{sentence} {ADVICE}")
    assert ("retro_informal" in {s.kind for s in found if s.holds}) is holds


def test_a_general_signal_does_not_hold():
    assert not Signal("hotfix", "", 1, "", is_general=True).holds
    assert Signal("hotfix", "", 1, "").holds


def test_the_words_near_are_those_of_three_sentences_on_either_side():
    sentences = split_sentences(" ".join(f"This is number {n}." for n in range(9)))
    near = words_near(sentences, 4)
    assert [f"number {n}." in near for n in (0, 1, 7, 8)] == [False, True, True, False]


def test_a_rule_of_a_team_counts_whatever_stands_around_it(tmp_path):
    path = tmp_path / "ours.yml"
    path.write_text(
        "rules:\n- {id: huddle, kind: offline_discussion, any: ['huddle']}\n"
    )
    text = f"The huddle was long. {ADVICE} {ADVICE}"
    [signal] = [s for s in find_signals(text, rules=path) if s.rule_id == "huddle"]
    assert not signal.is_general


@pytest.fixture
def files(tmp_path):
    """What comes with `perhaps` never holds, what comes with `today` does."""
    said = {True: "today", False: "perhaps"}
    for name in ("one", "two"):
        with (tmp_path / f"{name}.jsonl").open("w") as file:
            for number in range(40):
                is_so = bool(number % 2)
                text = f"We met {said[is_so]} for {name}."
                record = {
                    "text": text,
                    "signals": ["offline_discussion"] if is_so else [],
                }
                record["found"] = [{"kind": "offline_discussion", "quote": text}]
                file.write(json.dumps(record) + "\n")
    return [str(tmp_path / "one.jsonl"), str(tmp_path / "two.jsonl")]


def test_the_fit_is_measured_on_texts_that_did_not_teach_it(files):
    told = CliRunner().invoke(weigh.main, files)
    assert told.exit_code == 0, told.output
    assert "threshold +0: 40 of 40 right ones kept, 0 of 40 wrong ones" in told.output


def test_what_was_learnt_is_written(files, tmp_path, monkeypatch):
    points, words = tmp_path / "general.yml", tmp_path / "words.csv"
    points.write_text("version: 1\nthreshold: -2\nbase: 999\n")
    monkeypatch.setattr(weigh, "FILE", points)
    monkeypatch.setattr(weigh, "WORDS", words)
    assert CliRunner().invoke(weigh.main, ["--write", *files]).exit_code == 0
    assert "base: 999" not in points.read_text()
    known = dict(line.split(",") for line in words.read_text().splitlines()[1:])
    assert int(known["today"]) > 0 > int(known["perhaps"])
