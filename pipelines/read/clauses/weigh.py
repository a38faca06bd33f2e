"""Fit the points of evidence.yml: `python -m pipelines.read.clauses.weigh FILE...`.

Ridge regression of the log-odds that a sentence is a rule, over its signs and over what
an expression of rules.yml says of it. Each FILE is one group of labelled documents (see
evaluate.py), and is predicted by what the others teach: that is the measure that counts,
as no sentence has taught its own points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import numpy as np
import numpy.typing as npt

from pipelines.read.clauses.evaluate import case_files, is_same, read_cases
from pipelines.read.clauses.evidence import is_told, spoken
from pipelines.read.clauses.find import statements
from pipelines.read.clauses.lexicon import section
from pipelines.read.clauses.sentences import fold
from pipelines.read.clauses.signs import signs

_RIDGE = 2.0  # how much each point has to be worth
_STEPS = 25  # of Newton's method; it settles in ten
_POINTS = 10  # of a logit
_PART = 25  # characters that a part of a rule has at least
_FILE = Path(__file__).with_name("evidence.yml")
_THRESHOLDS = (-15, -10, -5, 0, 5, 10)

_Numbers = npt.NDArray[np.float64]


def labelled(path: Path) -> Iterator[tuple[list[bool], bool, bool]]:
    """The signs of each sentence of a file of cases, and whether it is a rule.

    The last of the three says that it may be taken for one: what only tells never is.
    """
    for case in read_cases(path):
        allowed = [fold(start) for start in case.get("allowed", ())]
        for sentence, place in statements(case["text"], path=case["path"]):
            is_rule = any(_states(sentence.quote, r["quote"]) for r in case["rules"])
            if is_rule or not any(start in sentence.quote for start in allowed):
                decided = spoken(sentence.text, place)
                shown = signs(sentence.text, place)
                shown += [bool(decided and decided.tier == tier) for tier in _tiers()]
                yield shown, is_rule, not is_told(sentence.text, place, decided)


def _states(quote: str, rule: str) -> bool:
    """Is the rule in the sentence, or the sentence a part of the rule."""
    is_part = len(quote) > _PART and is_same(quote, fold(rule))
    return is_part or is_same(rule, quote)


def _tiers() -> list[str]:
    """The tiers of expressions, in the order of evidence.yml."""
    return list(section("evidence", "decided"))


def fit(seen: _Numbers, rules: _Numbers) -> _Numbers:
    """Log-odds of each column of `seen`, the last of which is one throughout."""
    weights = np.zeros(seen.shape[1])
    ridge = np.full(seen.shape[1], _RIDGE)
    ridge[-1] = 1e-6
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-seen @ weights))
        curve = (seen * (chance * (1 - chance) + 1e-6)[:, None]).T @ seen
        slope = seen.T @ (rules - chance) - ridge * weights
        weights += np.linalg.solve(curve + np.diag(ridge), slope)
    return weights


def _columns(path: Path) -> tuple[_Numbers, _Numbers, _Numbers]:
    rows = list(labelled(path))
    seen = np.array([[*map(float, row), 1.0] for row, _, _ in rows])
    rules = np.array([float(is_rule) for _, is_rule, _ in rows])
    return seen, rules, np.array([float(may_be) for _, _, may_be in rows])


def _print_unseen(groups: list[tuple[_Numbers, _Numbers, _Numbers]]) -> None:
    """What each group's points, learnt from the others, find in it."""
    scores, truth = [], []
    for number, (seen, rules, may_be) in enumerate(groups):
        others = groups[:number] + groups[number + 1 :]
        weights = _taught(others)
        scores.append(np.where(may_be > 0, seen @ weights * _POINTS, -np.inf))
        truth.append(rules)
    score, is_rule = np.concatenate(scores), np.concatenate(truth) > 0
    for threshold in sorted({*_THRESHOLDS, section("evidence", "threshold")}):
        taken = score >= threshold
        click.echo(
            f"threshold {threshold:+d}: recall {taken[is_rule].mean():.3f}, "
            f"false {(~is_rule[taken]).mean():.3f}"
        )


def _taught(groups: list[tuple[_Numbers, _Numbers, _Numbers]]) -> _Numbers:
    """The points that these groups teach."""
    return fit(
        np.vstack([seen for seen, _, _ in groups]),
        np.concatenate([rules for _, rules, _ in groups]),
    )


def _write(weights: _Numbers) -> None:
    points = iter([round(weight * _POINTS) for weight in weights])
    text = re.sub(
        r"(?m)^(    points:) -?\d+$",
        lambda found: f"{found[1]} {next(points)}",
        _FILE.read_text(encoding="utf-8"),
    )
    text = re.sub(
        r"(?m)^(  (?:[a-z]+):) -?\d+$", lambda found: f"{found[1]} {next(points)}", text
    )
    base = f"base: {next(points)}"
    _FILE.write_text(re.sub(r"(?m)^base: -?\d+$", base, text), encoding="utf-8")


@click.command()
@case_files
@click.option("--write", is_flag=True, help="Write the points into evidence.yml.")
def main(files: tuple[Path, ...], write: bool) -> None:
    """Print what the signs find in each of FILES by the points of the others."""
    groups = [_columns(file) for file in files]
    if len(groups) > 1:
        _print_unseen(groups)
    if write:
        _write(_taught(groups))


if __name__ == "__main__":
    main()
