"""Fit the points of evidence.yml: `python -m pipelines.read.clauses.weigh FILE...`.

Logistic regression of whether a sentence is a rule: over its signs, what an
expression of rules.yml says of it, and its words. Points of signs keep near those
that stand (a ridge); a word gets points only where many documents bear it out (a
lasso), and is kept in evidence_words.csv. Each FILE is one group of labelled
documents (see evaluate.py), and is predicted by what the others teach: that is the
measure which counts, as no sentence has taught its own points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np

from pipelines.read.clauses.evaluate import is_same, read_cases
from pipelines.read.clauses.evidence import WORDS, is_answer, spoken, told_by
from pipelines.read.clauses.find import statements
from pipelines.read.clauses.lexicon import section
from pipelines.read.clauses.sentences import fold
from pipelines.read.clauses.signs import entries, signs
from pipelines.read.fitting import Numbers, columns, fit, held_out, vocabulary
from pipelines.read.measuring import case_files
from pipelines.read.word_points import words_of, write_points

_RIDGE = 4.0  # how much a step away from the points that stand has to be worth
_LASSO = 3.0  # how much the points of a word have to be worth
_DOCUMENTS = 8  # that use a word
_POINTS = 10  # of a logit
_PART = 25  # characters that a part of a rule has at least
_FILE = Path(__file__).with_name("evidence.yml")
_THRESHOLDS = (-15, -10, -5, 0, 5, 10)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence of a labelled document.

    Attributes:
        document: Which document it is of.
        shown: Its signs, the tier that names it a rule, and by what it only tells.
        words: See `words_of`.
        is_rule: What the label says.
        may_be: Nothing rules it out.
    """

    document: str
    shown: tuple[bool, ...]
    words: frozenset[str]
    is_rule: bool
    may_be: bool


def labelled(path: Path) -> Iterator[Labelled]:
    """The sentences of a file of cases; what its labels leave open is left out."""
    for number, case in enumerate(read_cases(path)):
        allowed = [fold(start) for start in case.get("allowed", ())]
        for sentence, place in statements(case["text"], path=case["path"]):
            is_rule = any(_states(sentence.quote, r["quote"]) for r in case["rules"])
            if not is_rule and any(start in sentence.quote for start in allowed):
                continue
            decided = spoken(sentence.text, place)
            tier = decided.tier if decided else ""
            told = told_by(sentence.text, place, decided)
            yield Labelled(
                f"{path}:{number}",
                (
                    *signs(sentence.text, place),
                    *(tier == name for name in section("evidence", "decided")),
                    *(told == name for name in section("evidence", "told")),
                ),
                frozenset(words_of(sentence.text)),
                is_rule,
                not is_answer(sentence.text, place, decided),
            )


def _states(quote: str, rule: str) -> bool:
    """Is the rule in the sentence, or the sentence a part of the rule."""
    is_part = len(quote) > _PART and is_same(quote, fold(rule))
    return is_part or is_same(rule, quote)


def _taught(sentences: list[Labelled]) -> tuple[list[str], Numbers]:
    """The words that may count, and the weights that these sentences teach."""
    used = ((one.document, one.words) for one in sentences)
    known = vocabulary(used, least=_DOCUMENTS)
    standing = np.array([*_standing(), *(0.0 for _ in known), _base()])
    rules = np.array([float(one.is_rule) for one in sentences])
    seen = _columns(sentences, known)
    return known, fit(seen, rules, standing, len(known), ridge=_RIDGE, lasso=_LASSO)


def _columns(sentences: list[Labelled], known: list[str]) -> Numbers:
    return columns([(one.shown, one.words) for one in sentences], known)


def _standing() -> list[float]:
    points = [entry["points"] for entry in entries()]
    points += [*section("evidence", "decided").values()]
    points += [*section("evidence", "told").values()]
    return [worth / _POINTS for worth in points]


def _base() -> float:
    return float(section("evidence", "base")) / _POINTS


def _print_unseen(groups: list[list[Labelled]]) -> None:
    """What each group's points, learnt from the others, find in it."""
    scores, truth = [], []
    for group, others in held_out(groups):
        known, weights = _taught(others)
        may_be = np.array([one.may_be for one in group])
        score = _columns(group, known) @ weights * _POINTS
        scores.append(np.where(may_be, score, -np.inf))
        truth.append(np.array([one.is_rule for one in group]))
    score, is_rule = np.concatenate(scores), np.concatenate(truth)
    for threshold in sorted({*_THRESHOLDS, section("evidence", "threshold")}):
        taken = score >= threshold
        click.echo(
            f"threshold {threshold:+d}: recall {taken[is_rule].mean():.3f}, "
            f"false {(~is_rule[taken]).mean():.3f}"
        )


def _write(known: list[str], weights: Numbers) -> None:
    """Write the points in the order of evidence.yml, and those of words beside it."""
    points = [round(weight * _POINTS) for weight in weights]
    of_words = points[-1 - len(known) : -1]
    left = iter(points)
    text = _FILE.read_text(encoding="utf-8")
    for line in (r"(?m)^(    points:) -?\d+$", r"(?m)^(  [a-z]+:) -?\d+$"):
        text = re.sub(line, lambda found: f"{found[1]} {next(left)}", text)
    text = re.sub(r"(?m)^base: -?\d+$", f"base: {points[-1]}", text)
    _FILE.write_text(text, encoding="utf-8")
    write_points(WORDS, zip(known, of_words, strict=True))


@click.command()
@case_files
@click.option("--write", is_flag=True, help="Write the points into the files.")
def main(files: tuple[Path, ...], write: bool) -> None:
    """Print what the signs find in each of FILES by the points of the others."""
    groups = [list(labelled(file)) for file in files]
    if len(groups) > 1:
        _print_unseen(groups)
    if write:
        _write(*_taught([one for group in groups for one in group]))


if __name__ == "__main__":
    main()
