"""The points of a sentence's words, and of two in a row: evidence_words.csv."""

from __future__ import annotations

import csv
import re
from functools import cache
from itertools import pairwise
from pathlib import Path

_MOST = 15  # tenths of a logit
FILE = Path(__file__).with_name("evidence_words.csv")
_CODE = re.compile(r"`[^`]*`")
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?|[?!:]")


def words_of(text: str) -> set[str]:
    """The words of a sentence and its pairs of words; what is code is just `code`."""
    plain = _NUMBER.sub("9", _CODE.sub(" code ", text)).lower().replace("’", "'")
    single = _WORD.findall(plain)
    return {*single, *map(" ".join, pairwise(single))}


def points_of_words(text: str) -> int:
    """What the words say for or against a rule, in tenths of a logit.

    They never say more than `_MOST`: many small words do not outweigh a strong sign.
    """
    known = _known()
    points = sum(known.get(words, 0) for words in words_of(text))
    return max(-_MOST, min(_MOST, points))


@cache
def _known() -> dict[str, int]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return {row["words"]: int(row["points"]) for row in csv.DictReader(file)}
