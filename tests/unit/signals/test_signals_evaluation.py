"""The rules keep their measure on the labelled texts of the project."""

from pathlib import Path

import pytest

from pipelines.errors import InputError
from pipelines.read.signals import KINDS
from pipelines.read.signals.evaluate import evaluate, main, read_labelled, report

LABELLED = Path(__file__).parents[2] / "evaluation" / "signals.jsonl"


@pytest.fixture(scope="module")
def result():
    return evaluate(read_labelled(LABELLED))


def test_there_are_enough_labelled_texts():
    records = read_labelled(LABELLED)
    assert len(records) >= 200
    for kind in KINDS:
        assert sum(kind in record["signals"] for record in records) >= 8
        assert sum(kind in record.get("hard_for", []) for record in records) >= 4


def test_the_macro_scores_hold(result):
    assert result.macro_f1 >= 0.92
    assert result.macro_precision >= 0.93


@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_falls_behind(result, kind):
    assert result.kinds[kind].f1 >= 0.80
    assert result.kinds[kind].precision >= 0.85


def test_values_are_right(result):
    for name in ("deprecation_days", "severity"):
        assert result.values[f"{name} found"] >= 10
        assert result.values[f"{name} right"] / result.values[f"{name} found"] >= 0.95


def test_the_report_names_every_kind_and_rule(result):
    shown = report(result)
    assert all(kind in shown for kind in KINDS)
    assert all(rule_id in shown for rule_id in result.rules)


def test_a_wrong_line_of_the_labelled_texts_is_named(tmp_path):
    path = tmp_path / "x.jsonl"
    path.write_text('{"text": "a", "signals": ["nonsense"]}\n')
    with pytest.raises(InputError, match=r"x\.jsonl:1: unknown kinds"):
        read_labelled(path)


def test_a_missing_file_is_a_usage_error(capsys):
    assert main(["/none/here.jsonl"]) == 2
    assert "usage" in capsys.readouterr().err
