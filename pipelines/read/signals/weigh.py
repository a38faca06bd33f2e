"""Fit the points of general.yml: `python -m pipelines.read.signals.weigh FILE...`.

Logistic regression of whether a signal holds that the rules found, over the words near
it; a word gets points only where many signals bear it out (a lasso).

Each FILE holds JSON lines as `evaluate` reads them. Of a text that the rules have been
learnt from they say too little: there they are right. So a line may hold `found`, the
`kind` and `quote` of what they found in it before; what they find now in a line
without it counts apart (a column of its own, which is not kept). Each FILE with
`found` is predicted by what the others teach.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click
import numpy as np

from pipelines.read.fitting import Numbers, columns, fit, held_out, vocabulary
from pipelines.read.measuring import case_files
from pipelines.read.sentences import Sentence, split_sentences
from pipelines.read.signals.evaluate import read_labelled
from pipelines.read.signals.find import find_signals
from pipelines.read.signals.general import FILE, WORDS, weights, words_near
from pipelines.read.word_points import words_of, write_points

_RIDGE = 1.0  # how much what is learnt from has to be worth
_LASSO = 2.5  # how much the points of a word have to be worth
_TEXTS = 8  # that use a word
_POINTS = 10  # of a logit
_THRESHOLDS = (-10, -8, -6, -4, -2, 0, 2)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A signal that the rules found.

    Attributes:
        text: Which text it is of.
        words: Those near it.
        is_learnt: The rules have been learnt from its text.
        is_so: What the label says.
    """

    text: str
    words: frozenset[str]
    is_learnt: bool
    is_so: bool


def labelled(path: Path) -> Iterator[Labelled]:
    """The first signal of each kind that is asked about, in the texts of a file."""
    for number, record in enumerate(read_labelled(path)):
        sentences = split_sentences(record["text"])
        for kind, quote in _found(record).items():
            if kind not in weights()["kinds"]:
                continue
            yield Labelled(
                f"{path}:{number}",
                frozenset(words_of(words_near(sentences, _place(quote, sentences)))),
                "found" not in record,
                kind in record["signals"],
            )


def _found(record: dict[str, Any]) -> dict[str, str]:
    """Kinds with their quotes, as they were found before, or as they are now."""
    if "found" in record:
        return {one["kind"]: one["quote"] for one in reversed(record["found"])}
    found = find_signals(
        record["text"], heading=record.get("heading"), source=record.get("source")
    )
    holding = (one for one in reversed(found) if replace(one, is_general=False).holds)
    return {one.kind: one.quote for one in holding}


def _place(quote: str, sentences: list[Sentence]) -> int:
    """Which sentence a quote is, or stands in."""
    same = (n for n, one in enumerate(sentences) if one.quote == quote)
    near = (n for n, one in enumerate(sentences) if one.quote in quote)
    return next(same, next(near, 0))


def _taught(signals: list[Labelled]) -> tuple[list[str], Numbers]:
    """The words that may count, and the weights that these signals teach."""
    used = ((one.text, one.words) for one in signals)
    known = vocabulary(used, least=_TEXTS)
    truth = np.array([float(one.is_so) for one in signals])
    standing = np.zeros(len(known) + 2)
    seen = _columns(signals, known)
    return known, fit(seen, truth, standing, len(known), ridge=_RIDGE, lasso=_LASSO)


def _columns(signals: list[Labelled], known: list[str]) -> Numbers:
    return columns([((one.is_learnt,), one.words) for one in signals], known)


def _print_unseen(groups: list[list[Labelled]]) -> None:
    """What would be kept in each group by what the others teach."""
    scores, truth = [], []
    for group, others in held_out(groups):
        if not group or any(one.is_learnt for one in group):
            continue
        known, learnt = _taught(others)
        scores.append(_columns(group, known) @ learnt * _POINTS)
        truth.append(np.array([one.is_so for one in group]))
    score, is_so = np.concatenate(scores), np.concatenate(truth)
    for threshold in sorted({*_THRESHOLDS, weights()["threshold"]}):
        kept = score >= threshold
        click.echo(
            f"threshold {threshold:+d}: {(kept & is_so).sum()} of {is_so.sum()} right "
            f"ones kept, {(kept & ~is_so).sum()} of {(~is_so).sum()} wrong ones"
        )


def _write(known: list[str], learnt: Numbers) -> None:
    """Write `base` into general.yml, and the points of words beside it."""
    _, *of_words, base = (round(weight * _POINTS) for weight in learnt)
    text = FILE.read_text(encoding="utf-8")
    text = re.sub(r"(?m)^base: -?\d+$", f"base: {base}", text)
    FILE.write_text(text, encoding="utf-8")
    write_points(WORDS, zip(known, of_words, strict=True))


@click.command()
@case_files
@click.option("--write", is_flag=True, help="Write the points into the files.")
def main(files: tuple[Path, ...], write: bool) -> None:
    """Print what the words keep in each of FILES by the points of the others."""
    groups = [list(labelled(file)) for file in files]
    if any(one and not one[0].is_learnt for one in groups) and len(groups) > 1:
        _print_unseen(groups)
    if write:
        _write(*_taught([one for group in groups for one in group]))


if __name__ == "__main__":
    main()
