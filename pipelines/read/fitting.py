"""Fit the weights of signs and words on labelled cases, by logistic regression."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence, Set

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
_STEPS = 300


def vocabulary(used: Iterable[tuple[str, Set[str]]], *, least: int) -> list[str]:
    """The words that so many documents use, in order.

    Args:
        used: Names of documents, each with words that it uses; a name may come again.
        least: How many documents have to use a word.
    """
    pairs = {(word, document) for document, words in used for word in words}
    counts = Counter(word for word, _ in pairs)
    return sorted(word for word, count in counts.items() if count >= least)


def columns(
    cases: Sequence[tuple[Sequence[bool], Set[str]]], known: Sequence[str]
) -> Numbers:
    """A row for each case: its signs, which of the known words it has, and a one.

    Args:
        cases: The signs and the words of each.
        known: The words that count, see `vocabulary`.
    """
    signs = len(cases[0][0])
    place = {word: signs + number for number, word in enumerate(known)}
    seen = np.zeros((len(cases), signs + len(known) + 1))
    for row, (shown, words) in zip(seen, cases, strict=True):
        row[:signs] = shown
        row[[place[word] for word in words if word in place]] = 1
        row[-1] = 1
    return seen


def fit(
    seen: Numbers,
    truth: Numbers,
    standing: Numbers,
    words: int,
    *,
    ridge: float,
    lasso: float,
) -> Numbers:
    """Log-odds of each column of `seen`.

    Args:
        seen: A row for each case: its signs, its words, and a one.
        truth: For each case, 1 if it is so.
        standing: What the columns weigh so far.
        words: How many of the columns are words; they stand before the last.
        ridge: How much a step of a sign away from where it stands has to be worth.
        lasso: How much the weight of a word has to be worth.

    FISTA (Beck and Teboulle 2009, doi:10.1137/080716542).
    """
    signs_end, words_end = len(standing) - words - 1, len(standing) - 1
    ridges, lassos = np.zeros_like(standing), np.zeros_like(standing)
    ridges[:signs_end], lassos[signs_end:words_end] = ridge, lasso
    step = 1 / (0.25 * _largest_eigenvalue(seen) + ridge)
    weights, ahead, pace = standing.copy(), standing.copy(), 1.0
    for _ in range(_STEPS):
        slope = seen.T @ (1 / (1 + np.exp(-seen @ ahead)) - truth)
        moved = ahead - step * (slope + ridges * (ahead - standing))
        moved = np.sign(moved) * np.maximum(np.abs(moved) - step * lassos, 0)
        faster = (1 + np.sqrt(1 + 4 * pace * pace)) / 2
        ahead = moved + (pace - 1) / faster * (moved - weights)
        weights, pace = moved, faster
    return weights


def _largest_eigenvalue(seen: Numbers) -> float:
    """Of the columns' products, by power iteration."""
    vector = np.ones(seen.shape[1])
    for _ in range(30):
        vector = seen.T @ (seen @ vector)
        vector /= np.linalg.norm(vector)
    return float(np.linalg.norm(seen @ vector) ** 2)
