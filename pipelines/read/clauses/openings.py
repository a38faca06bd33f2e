"""Sentences that open a list and rule by themselves."""

from __future__ import annotations

import re

from pipelines.read.clauses.grammar import analyse
from pipelines.read.clauses.leads import is_open
from pipelines.read.clauses.modals import main_clause, obliges
from pipelines.read.clauses.parameters import bind

_EXCEPTED = re.compile(
    r",? (?:except(?:ing|ions)?|unless|with the exceptions?)\b[^,.]{0,60}:\W*$",
    re.IGNORECASE,
)
_AS_FOLLOWS = re.compile(
    r",? (?:(?:which|that) [\w ]{1,40}as follows|as follows|in (?:these|the following) "
    r"[\w-]{1,20}):\W*$",
    re.IGNORECASE,
)
_SAID = ("present", "future", "obliged", "order")
_MEASURES = frozenset(
    {"approval_count", "durations", "labels", "base_branches", "merge_methods"}
)


def is_whole(sentence: str) -> bool:
    """It says all that it asks: `An API is deprecated for two releases first:`.

    What is listed below says more of it, or what is excepted.
    """
    asked = _EXCEPTED.sub("", _AS_FOLLOWS.sub("", sentence)).rstrip(" :")
    if is_open(asked):
        return False
    if len(asked) < len(sentence.rstrip(" :")) and obliges(asked):
        return True
    said = analyse(main_clause(asked))
    return said.mood in _SAID and bool(bind(asked).keys() & _MEASURES)
