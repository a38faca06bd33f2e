"""The reader keeps its measure on the labelled documents of the project."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pipelines.errors import InputError
from pipelines.read.incidents.evaluate import evaluate, main, report
from pipelines.read.incidents.labelled import (
    LabelledAction,
    LabelledDocument,
    LabelledEntry,
    read_labelled,
)

FOLDER = Path(__file__).parents[2] / "evaluation" / "incidents"
SETS = sorted(folder for folder in FOLDER.iterdir() if folder.is_dir())
DOCUMENT = """# Queue stuck

- **Date:** 2024-03-04
- **Resolved:** 10:50 UTC

Jobs were late for 40 minutes.

## Action items

- [x] Add an alert
"""


@pytest.fixture(scope="module")
def result():
    return evaluate(one for folder in SETS for one in read_labelled(folder))


def labelled(**changes):
    entry = {
        "title": "Queue stuck",
        "day": date(2024, 3, 4),
        "standing": "final",
        "parts": ("summary", "action_items"),
        "severity": None,
        "durations": (40,),
        "moments": {"restored": datetime(2024, 3, 4, 10, 50, tzinfo=UTC)},
        "actions": (LabelledAction("Add an alert", "done", None, None, ()),),
    }
    one = LabelledEntry(**(entry | changes))
    return [LabelledDocument("incidents/queue.md", "postmortem", DOCUMENT, (one,))]


def test_there_are_enough_labelled_documents(result) -> None:
    assert result.documents >= 70
    for measure, least in (("date", 70), ("parts", 250), ("action items", 120)):
        score = result.scores[measure]
        assert score.right + score.missed >= least


@pytest.mark.parametrize(
    ("measure", "least"),
    [
        ("entries", 0.98),
        ("standing", 0.98),
        ("date", 0.98),
        ("severity", 0.95),
        ("parts", 0.97),
        ("durations", 0.95),
        ("started", 0.95),
        ("detected", 0.95),
        ("mitigated", 0.95),
        ("restored", 0.95),
        ("action items", 0.95),
        ("action states", 0.95),
        ("action owners", 0.95),
        ("action days", 0.95),
        ("action links", 0.95),
    ],
)
def test_no_measure_falls_behind(result, measure, least) -> None:
    assert result.scores[measure].accuracy >= least
    assert result.scores[measure].precision >= 0.95


def test_the_report_names_every_measure(result) -> None:
    shown = report(result)
    assert all(measure in shown for measure in result.scores)


def test_what_is_read_rightly_is_no_mistake() -> None:
    assert evaluate(labelled()).mistakes == []


@pytest.mark.parametrize(
    ("change", "measure"),
    [
        ({"day": date(2024, 3, 5)}, "date"),
        ({"parts": ("summary", "impact", "action_items")}, "parts"),
        ({"parts": ("action_items",)}, "parts"),
        ({"durations": (45,)}, "durations"),
        ({"moments": {}}, "restored"),
        ({"actions": ()}, "action items"),
        (
            {"actions": (LabelledAction("Add an alert", "open", None, None, ()),)},
            "action states",
        ),
        ({"standing": "template"}, "standing"),
        ({"severity": 2}, "severity"),
    ],
)
def test_what_is_read_wrongly_is_counted(change, measure) -> None:
    wrong = evaluate(labelled(**change))
    assert wrong.scores[measure].accuracy < 1
    assert all(mistake.startswith(measure) for mistake in wrong.mistakes)


@pytest.mark.parametrize(
    "label",
    [
        "- path: x.md\n  entries: [{title: x, parts: [story]}]\n",
        "- path: x.md\n  entries: [{title: x, standing: great}]\n",
        "- path: x.md\n  entries: [{title: x, actions: [[later, x]]}]\n",
        "- path: x.md\n  entries: [{title: x, started: '2024-01-01 10:00'}]\n",
        "- path: nowhere.md\n",
    ],
)
def test_a_label_that_cannot_be_read_is_named(tmp_path, label) -> None:
    (tmp_path / "x.md").write_text("# x\n", encoding="utf-8")
    (tmp_path / "truth.yml").write_text(label, encoding="utf-8")
    with pytest.raises(InputError, match=r"truth\.yml: document 1"):
        read_labelled(tmp_path)


def test_a_folder_without_labels_is_a_usage_error(tmp_path, capsys) -> None:
    assert main([str(tmp_path)]) == 2
    assert "usage" in capsys.readouterr().err


def test_mistakes_are_printed_when_asked_for(tmp_path, capsys) -> None:
    (tmp_path / "x.md").write_text(DOCUMENT, encoding="utf-8")
    truth = "- path: x.md\n  entries: [{title: Queue, day: 2020-01-01}]\n"
    (tmp_path / "truth.yml").write_text(truth, encoding="utf-8")
    assert main([str(tmp_path), "--mistakes"]) == 0
    assert "date: x.md Queue" in capsys.readouterr().out
