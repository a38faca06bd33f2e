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
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipelines.read.sentences import Sentence, split_sentences
from pipelines.read.signals.evaluate import read_labelled
from pipelines.read.signals.find import find_signals
from pipelines.read.signals.general import FILE, WORDS, weights, words_near
from pipelines.read.weighing import Case, Flags, Weighing, weighing_command
from pipelines.read.word_points import words_of, write_points

_THRESHOLDS = (-10, -8, -6, -4, -2, 0, 2)


def labelled(path: Path) -> Iterator[Case]:
    """The first signal of each kind that is asked about, in the texts of a file.

    Its only sign is that the rules have been learnt from its text.
    """
    for number, record in enumerate(read_labelled(path)):
        sentences = split_sentences(record["text"])
        for kind, quote in _found(record).items():
            if kind not in weights()["kinds"]:
                continue
            yield Case(
                f"{path}:{number}",
                ("found" not in record,),
                frozenset(words_of(words_near(sentences, _place(quote, sentences)))),
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


def _is_unlearnt(group: list[Case]) -> bool:
    return bool(group) and not any(one.shown[0] for one in group)


def _told(kept: Flags, is_so: Flags) -> str:
    return (
        f"{(kept & is_so).sum()} of {is_so.sum()} right "
        f"ones kept, {(kept & ~is_so).sum()} of {(~is_so).sum()} wrong ones"
    )


def _write(known: list[str], points: list[int]) -> None:
    """Write `base` into general.yml, and the points of words beside it."""
    _, *of_words, base = points
    text = FILE.read_text(encoding="utf-8")
    text = re.sub(r"(?m)^base: -?\d+$", f"base: {base}", text)
    FILE.write_text(text, encoding="utf-8")
    write_points(WORDS, zip(known, of_words, strict=True))


main = weighing_command(
    Weighing(
        about="Print what the words keep in each of FILES by the points of the others.",
        cases=labelled,
        is_asked=_is_unlearnt,
        standing=lambda: [0.0, 0.0],
        ridge=1.0,
        lasso=2.5,
        thresholds=lambda: (*_THRESHOLDS, weights()["threshold"]),
        told=_told,
        write=_write,
    )
)

if __name__ == "__main__":
    main()
