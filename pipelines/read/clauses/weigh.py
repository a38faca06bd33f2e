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
from pathlib import Path

from pipelines.read.clauses.evaluate import is_same, read_cases
from pipelines.read.clauses.evidence import WORDS, is_answer, spoken, told_by
from pipelines.read.clauses.find import statements
from pipelines.read.clauses.lexicon import section
from pipelines.read.clauses.sentences import fold
from pipelines.read.clauses.signs import entries, signs
from pipelines.read.weighing import Case, Flags, Weighing, weighing_command
from pipelines.read.word_points import words_of, write_points

_PART = 25  # characters that a part of a rule has at least
_FILE = Path(__file__).with_name("evidence.yml")
_THRESHOLDS = (-15, -10, -5, 0, 5, 10)


def labelled(path: Path) -> Iterator[Case]:
    """The sentences of a file of cases; what its labels leave open is left out.

    Each shows its signs, the tier that names it a rule, and by what it only tells.
    """
    for number, case in enumerate(read_cases(path)):
        allowed = [fold(start) for start in case.get("allowed", ())]
        for sentence, place in statements(case["text"], path=case["path"]):
            is_rule = any(_states(sentence.quote, r["quote"]) for r in case["rules"])
            if not is_rule and any(start in sentence.quote for start in allowed):
                continue
            decided = spoken(sentence.text, place)
            tier = decided.tier if decided else ""
            told = told_by(sentence.text, place, decided)
            yield Case(
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


def _standing() -> list[float]:
    return [
        *(entry["points"] for entry in entries()),
        *section("evidence", "decided").values(),
        *section("evidence", "told").values(),
        section("evidence", "base"),
    ]


def _told(taken: Flags, is_rule: Flags) -> str:
    return f"recall {taken[is_rule].mean():.3f}, false {(~is_rule[taken]).mean():.3f}"


def _write(known: list[str], points: list[int]) -> None:
    """Write the points in the order of evidence.yml, and those of words beside it."""
    of_words = points[-1 - len(known) : -1]
    left = iter(points)
    text = _FILE.read_text(encoding="utf-8")
    for line in (r"(?m)^(    points:) -?\d+$", r"(?m)^(  [a-z]+:) -?\d+$"):
        text = re.sub(line, lambda found: f"{found[1]} {next(left)}", text)
    text = re.sub(r"(?m)^base: -?\d+$", f"base: {points[-1]}", text)
    _FILE.write_text(text, encoding="utf-8")
    write_points(WORDS, zip(known, of_words, strict=True))


main = weighing_command(
    Weighing(
        about="Print what the signs find in each of FILES by the points of the others.",
        cases=labelled,
        is_asked=bool,
        standing=_standing,
        ridge=4.0,
        lasso=3.0,
        thresholds=lambda: (*_THRESHOLDS, section("evidence", "threshold")),
        told=_told,
        write=_write,
    )
)

if __name__ == "__main__":
    main()
