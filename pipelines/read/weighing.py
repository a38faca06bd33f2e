"""The commands that fit the points of a reader on groups of labelled cases."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import click
import numpy as np
import numpy.typing as npt

from pipelines.read.fitting import Numbers, columns, fit, vocabulary
from pipelines.read.measuring import case_files

_LEAST = 8  # documents that use a word
_POINTS = 10  # of a logit

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Case:
    """A labelled sentence, or what rules found in one.

    Attributes:
        document: Which document it is of.
        shown: Which signs it has.
        words: See `words_of`.
        is_so: What the label says.
        may_be: Nothing rules it out.
    """

    document: str
    shown: tuple[bool, ...]
    words: frozenset[str]
    is_so: bool
    may_be: bool = True


@dataclass(frozen=True, slots=True)
class Weighing:
    """What the points of a reader are learnt from, and how.

    Attributes:
        about: What the command says of itself.
        cases: Those of a file.
        is_asked: Whether what the others teach is tried on a group.
        standing: The points of the signs so far, and the base.
        ridge: How much a step away from the points that stand has to be worth.
        lasso: How much the points of a word have to be worth.
        thresholds: Those to try.
        told: What one of them takes, in words: what is taken, and what is so.
        write: Keep the words that count, and the points: of signs, words, the base.
    """

    about: str
    cases: Callable[[Path], Iterable[Case]]
    is_asked: Callable[[list[Case]], bool]
    standing: Callable[[], list[float]]
    ridge: float
    lasso: float
    thresholds: Callable[[], Iterable[int]]
    told: Callable[[Flags, Flags], str]
    write: Callable[[list[str], list[int]], None]


def weighing_command(weighing: Weighing) -> click.Command:
    """The command that prints what is found in each file by the points of the others.

    With `--write` it writes those that all files teach.
    """

    @click.command(help=weighing.about)
    @case_files
    @click.option("--write", is_flag=True, help="Write the points into the files.")
    def main(files: tuple[Path, ...], write: bool) -> None:
        groups = [list(weighing.cases(file)) for file in files]
        if len(groups) > 1:
            _print_unseen(weighing, groups)
        if write:
            known, learnt = _taught(weighing, [*chain(*groups)])
            points = [round(weight * _POINTS) for weight in learnt]
            weighing.write(known, points)

    return main


def _taught(weighing: Weighing, cases: list[Case]) -> tuple[list[str], Numbers]:
    """The words that may count, and the weights that these cases teach."""
    known = vocabulary(((one.document, one.words) for one in cases), least=_LEAST)
    *signs, base = (worth / _POINTS for worth in weighing.standing())
    learnt = fit(
        _columns(cases, known),
        np.array([float(one.is_so) for one in cases]),
        np.array([*signs, *(0.0 for _ in known), base]),
        len(known),
        ridge=weighing.ridge,
        lasso=weighing.lasso,
    )
    return known, learnt


def _columns(cases: list[Case], known: list[str]) -> Numbers:
    return columns([(one.shown, one.words) for one in cases], known)


def _print_unseen(weighing: Weighing, groups: list[list[Case]]) -> None:
    """What each group's points, learnt from the others, find in it."""
    scores, truth = [], []
    for number, group in enumerate(groups):
        if weighing.is_asked(group):
            others = [*groups[:number], *groups[number + 1 :]]
            known, weights = _taught(weighing, [*chain(*others)])
            may_be = np.array([one.may_be for one in group])
            score = _columns(group, known) @ weights * _POINTS
            scores.append(np.where(may_be, score, -np.inf))
            truth.append(np.array([one.is_so for one in group]))
    if not scores:
        return
    score, is_so = np.concatenate(scores), np.concatenate(truth)
    for threshold in sorted(set(weighing.thresholds())):
        told = weighing.told(score >= threshold, is_so)
        click.echo(f"threshold {threshold:+d}: {told}")
