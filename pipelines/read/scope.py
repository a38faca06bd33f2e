"""What a sentence does to a claim in it: denies, supposes, rules or announces it.

The method is ConText's: triggers with a direction and a reach, pseudo-triggers that
only look like them, and terminations that close a scope. The words are in `scope.yml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipelines.data_files import read_yaml

_DATA = Path(__file__).with_name("scope.yml")
_WORD = re.compile(r"\S+")
# Code and quoted words say nothing of what stands outside of them.
# A question put at the end of a statement does not ask for what was stated.
_TAG = re.compile(
    r"[,;–—] ?"
    r"(?:can|could|would|will|do|does|is|are|any|who|what|how|right|ok|thoughts)\b",
    re.IGNORECASE,
)
_CITED = re.compile(r"`[^`\n]{1,80}`|\"[^\"\n]{1,80}\"")


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that open a scope; `reach` counts words."""

    pattern: re.Pattern[str]
    flag: str
    is_forward: bool
    reach: int


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The triggers, with what only looks like one and what ends a scope."""

    triggers: tuple[Trigger, ...]
    pseudo: re.Pattern[str]
    terminations: re.Pattern[str]
    marks: re.Pattern[str]


@cache
def lexicon(path: Path = _DATA) -> Lexicon:
    data = read_yaml(path)
    return Lexicon(
        triggers=tuple(
            Trigger(
                pattern=_words(row["words"]),
                flag=row["flag"],
                is_forward=row["direction"] == "forward",
                reach=row["reach"],
            )
            for row in data["triggers"]
        ),
        pseudo=_words("|".join(data["pseudo"])),
        terminations=_words("|".join(data["terminations"])),
        marks=re.compile(data["marks"]),
    )


def _words(alternatives: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?<=n)(?=['’]t\b)|(?<![\w-]))(?:{alternatives})(?![\w-])", re.IGNORECASE
    )


def flags_at(text: str, start: int, end: int) -> frozenset[str]:
    """Flags (negated, hypothetical, ruled, future) that the sentence puts on a span."""
    return Scopes(text).flags_at(start, end)


class Scopes:
    """The triggers of one sentence, found once and asked for many spans."""

    def __init__(self, text: str) -> None:
        words = lexicon()
        self._text = text
        self._ends = [
            found.span()
            for ends in (words.terminations, words.marks)
            for found in ends.finditer(text)
        ]
        masked = [found.span() for found in words.pseudo.finditer(text)]
        self._cited = [found.span() for found in _CITED.finditer(text)]
        self._found = [
            (found.start(), found.end(), trigger)
            for trigger in words.triggers
            for found in trigger.pattern.finditer(text)
            if not any(a <= found.start() < b for a, b in masked)
        ]

    def flags_at(self, start: int, end: int) -> frozenset[str]:
        """Flags that hold for the span from `start` to `end`."""
        flags = {
            trigger.flag
            for opens, closes, trigger in self._found
            if self._covers(opens, closes, trigger, start, end)
        }
        is_question = self._text.rstrip(" )\"'*").endswith("?")
        if is_question and not _TAG.search(self._text, end):
            flags.add("asked")
        return frozenset(flags)

    def _covers(
        self, opens: int, closes: int, trigger: Trigger, start: int, end: int
    ) -> bool:
        if trigger.is_forward and closes <= start:
            gap = (closes, start)
        elif not trigger.is_forward and opens >= end:
            gap = (end, opens)
        else:
            return False
        if any(gap[0] <= a and b <= gap[1] for a, b in self._ends):
            return False
        if any(a < opens and closes < b and not a <= start < b for a, b in self._cited):
            return False
        return len(_WORD.findall(self._text, *gap)) < trigger.reach
