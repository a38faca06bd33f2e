"""A sentence is a rule where enough of its signs say so."""

import json

import numpy as np
import pytest
from click.testing import CliRunner

from pipelines.read.clauses import find_clauses, weigh
from pipelines.read.clauses.evidence import WORDS
from pipelines.read.clauses.lexicon import section
from pipelines.read.clauses.setting import setting
from pipelines.read.clauses.signs import Place, entries, signs
from pipelines.read.fitting import fit
from pipelines.read.word_points import points_of_words, words_of

NAMED = [pytest.param(entry, id=entry["sign"]) for entry in entries()]


def find(text, *, path="CONTRIBUTING.md", heading="Rules"):
    text = f"# Contributing\n\n## {heading}\n\n{text}\n"
    return find_clauses(text, path=path, kind="")


def shown(example):
    """The example's words and its place."""
    example = {"text": example} if isinstance(example, str) else example
    headings = tuple(example.get("headings", ("Contributing", "Rules")))
    marker = example.get("marker", "-" if "lead" in example else "")
    return example["text"], Place(
        setting(example.get("path", "CONTRIBUTING.md"), "", headings),
        lead=example.get("lead", ""),
        kind="item" if marker else "paragraph",
        marker=marker,
        is_first=not example.get("second", False),
        is_step=example.get("is_step", False),
    )


@pytest.mark.parametrize("entry", NAMED)
def test_each_sign_is_seen_in_its_example(entry):
    text, place = shown(entry["example"])
    has = dict(zip((e["sign"] for e in entries()), signs(text, place), strict=True))
    assert has[entry["sign"]]


def test_each_sign_has_a_name_of_its_own():
    names = [entry["sign"] for entry in entries()]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    "text",
    [
        "Whoever breaks the build reverts the change at once.",
        "The captain closes the release issue after a day.",
        "When a reviewer is away, somebody else from the team takes over the review.",
    ],
)
def test_a_rule_in_words_that_nobody_foresaw_is_found(text):
    assert [clause.quote for clause in find(text)] == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Most pull requests are merged within a week.",
        "In the past, every change had to be approved by the founder.",
        "It takes two to three weeks until a release is out.",
        "Some teams prefer to squash their commits.",
        "How on-call works is described in `ops/oncall.md`.",
        "Is it merged within two days?",
        "Ideally every pull request gets two approvals.",
        "We try to review every pull request within two days.",
        '"Please approve my pull request today" is what you will hear.',
    ],
)
def test_no_sign_outweighs_that_it_only_tells(text):
    assert find(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Maintainers can close what is off topic.",
        "Collaborators may label issues.",
    ],
)
def test_a_permission_asks_for_nothing(text):
    assert find(text) == []


def test_a_permission_with_a_period_or_a_number_does():
    (clause,) = find("Pull requests can be merged by anybody after 72 hours.")
    assert clause.parameters["durations"][0]["n"] == 72


def test_an_expression_counts_as_one_more_sign():
    assert section("evidence", "decided")["modal"] > 0
    told = "Teams think of the label as a hint."
    assert find(told, heading="Background reading") == []


def test_what_an_order_lists_as_conditions_is_as_strong_as_the_order():
    listed = "- nobody answers within 30 minutes\n- 100 customers are affected"
    text = f"Escalate if:\n\n{listed}"
    assert [(c.modal, c.is_negative) for c in find(text)] == [("should", False)] * 2


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Every change needs two approvals; one is enough for docs.", [2, 1]),
        ("Two people approve it. For translations, one is enough.", [2, 1]),
        ("- Changes need one approval.\n- For `infra/`, it must be two.", [1, 2]),
    ],
)
def test_a_bare_number_counts_what_the_sentence_before_counts(text, counts):
    found = [clause.parameters.get("approval_count") for clause in find(text)]
    assert found == counts


SEEN = np.array([[1.0, 0.0, 1.0, 0.0, 1.0], [0.0, 0.0, 0.0, 1.0, 1.0]] * 30)
RULES = np.array([1.0, 0.0] * 30)


def test_the_fit_gives_points_to_what_tells_rules_from_the_rest():
    weights = fit(SEEN, RULES, np.zeros(5), 2, ridge=4.0, lasso=3.0)
    sign, unseen, with_it, without, _ = weights
    assert sign > 0.5
    assert with_it > 0 > without
    assert unseen == 0


def test_a_sign_that_no_document_shows_keeps_its_points_and_a_word_gets_none():
    standing = np.array([0.0, 2.5, 0.0, 0.0, 0.0])
    seen = SEEN.copy()
    seen[:, 2] = 1  # a word that all sentences have tells nothing
    weights = fit(seen, RULES, standing, 2, ridge=4.0, lasso=3.0)
    assert weights[1] == 2.5
    assert abs(weights[2]) < 0.5


def test_words_are_counted_alone_and_in_pairs_and_code_is_just_code():
    assert words_of("Run `make x` 12 times?") == {
        *("run", "code", "9", "times", "?"),
        *("run code", "code 9", "9 times", "times ?"),
    }


def test_the_words_of_a_sentence_count():
    assert points_of_words("Every change, without exception.", WORDS) > 0
    assert points_of_words("Some say so.", WORDS) < 0


def test_the_fit_is_measured_on_documents_that_did_not_teach_it(tmp_path):
    text = "Pull requests must be approved. Nice weather today."
    case = {"path": "CONTRIBUTING.md", "text": text}
    case["rules"] = [{"quote": "Pull requests must", "parameters": {}}]
    files = [tmp_path / "one.jsonl", tmp_path / "two.jsonl"]
    for file in files:
        file.write_text(json.dumps(case) + "\n")
    told = CliRunner().invoke(weigh.main, [str(file) for file in files])
    assert told.exit_code == 0, told.output
    assert "threshold +0: recall 1.000, false 0.000" in told.output
