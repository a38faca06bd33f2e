"""Points for the words of a text, and for two in a row, kept in a CSV file."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from pathlib import Path

_CODE = re.compile(r"`[^`]*`")
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?|[?!:]")


def words_of(text: str) -> set[str]:
    """The words of a text and its pairs of words; what is code is just `code`."""
    plain = _NUMBER.sub("9", _CODE.sub(" code ", text)).lower().replace("’", "'")
    single = _WORD.findall(plain)
    return {*single, *map(" ".join, pairwise(single))}


def points_of_words(text: str, file: Path) -> int:
    """The sum of what a file gives for the words of a text, in tenths of a logit."""
    known = _known(file)
    return sum(known.get(words, 0) for words in words_of(text))


def write_points(file: Path, points: Iterable[tuple[str, int]]) -> None:
    """Write what each word, or two, is worth; those that are worth nothing are left."""
    with file.open("w", encoding="utf-8", newline="") as target:
        rows = csv.writer(target, lineterminator="\n")
        rows.writerow(("words", "points"))
        rows.writerows(row for row in points if row[1])


@cache
def _known(file: Path) -> dict[str, int]:
    with file.open(encoding="utf-8", newline="") as source:
        return {row["words"]: int(row["points"]) for row in csv.DictReader(source)}
