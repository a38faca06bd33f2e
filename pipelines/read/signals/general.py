"""Whether the words around a signal tell of one act, or of what holds in general."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from pipelines.data_files import read_yaml
from pipelines.read.sentences import Sentence
from pipelines.read.word_points import points_of_words

FILE = Path(__file__).with_name("general.yml")
WORDS = Path(__file__).with_name("general_words.csv")
_REACH = 3  # sentences on either side


def is_general(kind: str, near: str) -> bool:
    """Do the words near a signal of a kind (see `words_near`) speak against one act."""
    known = weights()
    if kind not in known["kinds"]:
        return False
    return bool(known["base"] + points_of_words(near, WORDS) < known["threshold"])


def tells_one_act(sentence: str) -> bool:
    """Does a sentence say by itself that it is about one act, not about a habit?"""
    return _one_act().search(sentence) is not None


def words_near(sentences: Sequence[Sentence], position: int) -> str:
    """The sentence at a position of a text, with those around it."""
    near = sentences[max(0, position - _REACH) : position + _REACH + 1]
    return " ".join(sentence.quote for sentence in near)


@cache
def _one_act() -> re.Pattern[str]:
    return re.compile(weights()["one_act"], re.IGNORECASE)


@cache
def weights() -> dict[str, Any]:
    """What general.yml holds: `base`, `threshold`, `one_act`, and the `kinds`."""
    known: dict[str, Any] = read_yaml(FILE)
    return known
