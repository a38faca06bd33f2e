"""What a sentence is about, where that is less than all records of a mart.

`Admin rights need the approval of @acme/security` asks nothing of a pull request. What
is about all records is data (subjects.yml); of the rest a condition of the sentence is
made, and it is for the population to say whether it can be told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from expectations.clauses import Clause

_FILE = Path(__file__).with_name("subjects.yml")
_CODE = re.compile(r"(`[^`]*`)")
_MARKUP = re.compile(r"[*_“”\"]+")


def narrower_marts(
    clause: Clause, told: Iterable[str]
) -> Iterator[tuple[str, list[str]]]:
    """What the sentence is about, each with the marts of which that is only a part.

    Args:
        clause: The sentence, with what the reader found it to be about.
        told: Conditions and exceptions that are known already, in its words.
    """
    parts = sorted({_folded(one) for one in told}, key=len, reverse=True)
    for words in clause.subjects:
        left = words
        for part in parts:
            left = left.replace(part, " ")
        left = _folded(left)
        if _stands_for_all(left, clause.heading):
            continue
        marts = [mart for mart in _rules() if left and not _is_all(left, mart)]
        if marts:
            yield words, marts


def _stands_for_all(words: str, heading: str) -> bool:
    """`It` under "Pull requests" is any of them, and under "Unsafe" is not."""
    pronouns, general = _pronouns()
    if not pronouns.fullmatch(words):
        return False
    return not heading or bool(general.search(heading.lower()))


def _is_all(words: str, mart: str) -> bool:
    return any(known.fullmatch(words) for known in _rules()[mart])


def _folded(words: str) -> str:
    parts = _CODE.split(words)
    small = [
        part if part.startswith("`") else _MARKUP.sub(" ", part).lower()
        for part in parts
    ]
    return " ".join("".join(small).split()).strip(" ,;.:")


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return data


@cache
def _pronouns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    general = rf"\b{_data()['general_headings']}\b"
    return re.compile(_data()["pronouns"]), re.compile(general)


@cache
def _rules() -> dict[str, list[re.Pattern[str]]]:
    """Per mart, the expressions of what is all of it, with the `<words>` filled in."""
    data = _data()

    def filled(expression: str) -> re.Pattern[str]:
        for name, words in data["words"].items():
            expression = expression.replace(f"<{name}>", f"(?:{words})")
        return re.compile(expression)

    return {mart: [filled(one) for one in rules] for mart, rules in data["all"].items()}
