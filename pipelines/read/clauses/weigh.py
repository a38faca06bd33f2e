"""Fit the points of evidence.yml: `python -m pipelines.read.clauses.weigh FILE...`.

Logistic regression of whether a sentence is a rule: over its signs, what an
expression of rules.yml says of it, and its words. Points of signs keep near those
that stand (a ridge); a word gets points only where many documents bear it out (a
lasso), and is kept in evidence_words.csv. Each FILE is one group of labelled
documents (see evaluate.py), and is predicted by what the others teach: that is the
measure which counts, as no sentence has taught its own points.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np
import numpy.typing as npt

from pipelines.read.clauses.evaluate import case_files, is_same, read_cases
from pipelines.read.clauses.evidence import is_answer, spoken, told_by
from pipelines.read.clauses.evidence_words import FILE as WORDS
from pipelines.read.clauses.evidence_words import words_of
from pipelines.read.clauses.find import statements
from pipelines.read.clauses.lexicon import section
from pipelines.read.clauses.sentences import fold
from pipelines.read.clauses.signs import entries, signs

_RIDGE = 4.0  # how much a step away from the points that stand has to be worth
_LASSO = 3.0  # how much the points of a word have to be worth
_STEPS = 300
_DOCUMENTS = 8  # that use a word
_POINTS = 10  # of a logit
_PART = 25  # characters that a part of a rule has at least
_FILE = Path(__file__).with_name("evidence.yml")
_THRESHOLDS = (-15, -10, -5, 0, 5, 10)

_Numbers = npt.NDArray[np.float64]


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


def fit(seen: _Numbers, rules: _Numbers, standing: _Numbers, words: int) -> _Numbers:
    """Log-odds of each column of `seen`.

    Args:
        seen: A row for each sentence: its signs, its words, and a one.
        rules: For each sentence, 1 if it is a rule.
        standing: What the columns weigh so far.
        words: How many of the columns are words; they stand before the last.

    FISTA (Beck and Teboulle 2009, doi:10.1137/080716542).
    """
    signs_end, words_end = len(standing) - words - 1, len(standing) - 1
    ridge, lasso = np.zeros_like(standing), np.zeros_like(standing)
    ridge[:signs_end], lasso[signs_end:words_end] = _RIDGE, _LASSO
    step = 1 / (0.25 * _largest_eigenvalue(seen) + _RIDGE)
    weights, ahead, pace = standing.copy(), standing.copy(), 1.0
    for _ in range(_STEPS):
        slope = seen.T @ (1 / (1 + np.exp(-seen @ ahead)) - rules)
        moved = ahead - step * (slope + ridge * (ahead - standing))
        moved = np.sign(moved) * np.maximum(np.abs(moved) - step * lasso, 0)
        faster = (1 + np.sqrt(1 + 4 * pace * pace)) / 2
        ahead = moved + (pace - 1) / faster * (moved - weights)
        weights, pace = moved, faster
    return weights


def _largest_eigenvalue(seen: _Numbers) -> float:
    """Of the columns' products, by power iteration."""
    vector = np.ones(seen.shape[1])
    for _ in range(30):
        vector = seen.T @ (seen @ vector)
        vector /= np.linalg.norm(vector)
    return float(np.linalg.norm(seen @ vector) ** 2)


def _taught(sentences: list[Labelled]) -> tuple[list[str], _Numbers]:
    """The words that may count, and the weights that these sentences teach."""
    known = _vocabulary(sentences)
    standing = np.array([*_standing(), *(0.0 for _ in known), _base()])
    rules = np.array([float(one.is_rule) for one in sentences])
    return known, fit(_columns(sentences, known), rules, standing, len(known))


def _vocabulary(sentences: list[Labelled]) -> list[str]:
    used = {(word, one.document) for one in sentences for word in one.words}
    counts = Counter(word for word, _ in used)
    return sorted(word for word, count in counts.items() if count >= _DOCUMENTS)


def _columns(sentences: list[Labelled], known: list[str]) -> _Numbers:
    place = {word: number for number, word in enumerate(known)}
    seen = np.zeros((len(sentences), len(sentences[0].shown) + len(known) + 1))
    for row, one in zip(seen, sentences, strict=True):
        row[: len(one.shown)] = one.shown
        row[[len(one.shown) + place[w] for w in one.words if w in place]] = 1
        row[-1] = 1
    return seen


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
    for number, group in enumerate(groups):
        others = [*groups[:number], *groups[number + 1 :]]
        known, weights = _taught([one for other in others for one in other])
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


def _write(known: list[str], weights: _Numbers) -> None:
    """Write the points in the order of evidence.yml, and those of words beside it."""
    points = [round(weight * _POINTS) for weight in weights]
    of_words = points[-1 - len(known) : -1]
    left = iter(points)
    text = _FILE.read_text(encoding="utf-8")
    for line in (r"(?m)^(    points:) -?\d+$", r"(?m)^(  [a-z]+:) -?\d+$"):
        text = re.sub(line, lambda found: f"{found[1]} {next(left)}", text)
    text = re.sub(r"(?m)^base: -?\d+$", f"base: {points[-1]}", text)
    _FILE.write_text(text, encoding="utf-8")
    with WORDS.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("words", "points"))
        rows.writerows(row for row in zip(known, of_words, strict=True) if row[1])


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
