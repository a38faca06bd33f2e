"""Fit the points of evidence.yml: `python -m pipelines.read.clauses.weigh FILE...`.

Ridge regression of the log-odds that a sentence is a rule, over its signs. Each FILE is
one group of labelled documents (see evaluate.py), and is predicted by what the others
teach: that is the measure that counts, as no sentence has taught its own points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import numpy as np
import numpy.typing as npt

from pipelines.read.clauses.evaluate import case_files, is_same, read_cases
from pipelines.read.clauses.find import statements
from pipelines.read.clauses.lexicon import section
from pipelines.read.clauses.sentences import fold
from pipelines.read.clauses.signs import signs

_RIDGE = 2.0  # how much each point has to be worth
_STEPS = 25  # of Newton's method; it settles in ten
_POINTS = 10  # of a logit
_FILE = Path(__file__).with_name("evidence.yml")
_THRESHOLDS = (-15, -10, -5, 0, 5, 10)

_Numbers = npt.NDArray[np.float64]


def labelled(path: Path) -> Iterator[tuple[list[bool], bool]]:
    """The signs of each sentence of a file of cases, and whether it is a rule."""
    for case in read_cases(path):
        allowed = [fold(start) for start in case.get("allowed", ())]
        for sentence, place in statements(case["text"], path=case["path"]):
            is_rule = any(is_same(r["quote"], sentence.quote) for r in case["rules"])
            if is_rule or not any(start in sentence.quote for start in allowed):
                yield signs(sentence.text, place), is_rule


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


def _columns(path: Path) -> tuple[_Numbers, _Numbers]:
    rows = list(labelled(path))
    seen = np.array([[*map(float, row), 1.0] for row, _ in rows])
    return seen, np.array([float(is_rule) for _, is_rule in rows])


def _print_unseen(groups: list[tuple[_Numbers, _Numbers]]) -> None:
    """What each group's points, learnt from the others, find in it."""
    scores, truth = [], []
    for number, (seen, rules) in enumerate(groups):
        others = groups[:number] + groups[number + 1 :]
        weights = fit(
            np.vstack([one for one, _ in others]),
            np.concatenate([one for _, one in others]),
        )
        scores.append(seen @ weights * _POINTS)
        truth.append(rules)
    score, is_rule = np.concatenate(scores), np.concatenate(truth) > 0
    for threshold in sorted({*_THRESHOLDS, section("evidence", "threshold")}):
        taken = score >= threshold
        click.echo(
            f"threshold {threshold:+d}: recall {taken[is_rule].mean():.3f}, "
            f"false {(~is_rule[taken]).mean():.3f}"
        )


def _write(weights: _Numbers) -> None:
    points = iter([round(weight * _POINTS) for weight in weights])
    text = re.sub(
        r"(?m)^(    points:) -?\d+$",
        lambda found: f"{found[1]} {next(points)}",
        _FILE.read_text(encoding="utf-8"),
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
        _write(
            fit(
                np.vstack([seen for seen, _ in groups]),
                np.concatenate([rules for _, rules in groups]),
            )
        )


if __name__ == "__main__":
    main()
