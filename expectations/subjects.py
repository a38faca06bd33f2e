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
from pipelines.read.clauses.grammar import analyse
from pipelines.read.clauses.modals import main_clause

_FILE = Path(__file__).with_name("subjects.yml")
_BAR = " | "
_LINK = re.compile(r"\[([^\]]{1,80})\]\([^)]{0,200}\)")
_MARKUP = re.compile(r"[*_“”\"]+|^[\W\d.]+ |\s+(?=[,;.:])")
_LABEL = re.compile(r"^(?P<label>[^:.|`()]{1,60}):\s")
_NUMBER = re.compile(r"^\W*\d+(?:\.\d+)*[.)]?\s+")
_NAMED = re.compile(r"`?@[\w-]+(?:/[\w.-]+)?`?")
_CODE_ONLY = re.compile(r"^`[^`]+`$")


def narrower_marts(
    clause: Clause, told: Iterable[str]
) -> Iterator[tuple[str, list[str]]]:
    """What the sentence is about, each with the marts of which that is only a part.

    Args:
        clause: The sentence with its lead-in.
        told: Conditions and exceptions that are known already, in its words.
    """
    parts = sorted({*told}, key=len, reverse=True)
    for words in dict.fromkeys(_subjects(clause)):
        left = words
        for part in parts:
            left = left.replace(_plain(part), " ")
        left = _plain(left)
        marts = [mart for mart in _rules() if left and not _is_all(left, mart)]
        if marts:
            yield words, marts


def _subjects(clause: Clause) -> Iterator[str]:
    """Subject, or the label or first cell before it; object of an approval."""
    quote = _LINK.sub(r"\1", clause.quote)
    if _BAR in quote:
        yield _first_cell(quote, clause)
        return
    quote = _NUMBER.sub("", quote)
    context = "" if _BAR in clause.context else clause.context.rsplit(": ", 1)[-1]
    label, text = _label(quote)
    yield from filter(None, (_subject(context), label or _subject(text)))
    for found in _objects().finditer(quote):
        yield _plain(found["object"])


def _first_cell(row: str, clause: Clause) -> str:
    """What a row is about; a path stands for the changes that touch it."""
    first = row.strip("| ").split(_BAR)[0].strip()
    named = {*clause.parameters.get("branch_patterns", ()), *_labels(clause)}
    is_path = _CODE_ONLY.match(first) and first.strip("`") not in named
    is_path = is_path and not any(one.startswith(first.strip("`")) for one in named)
    return f"touching {first}" if is_path else _plain(first)


def _labels(clause: Clause) -> list[str]:
    return [
        *clause.parameters.get("labels", ()),
        *clause.parameters.get("label_globs", ()),
    ]


def _label(quote: str) -> tuple[str, str]:
    """`P1: retrospective within 3 days`: what stands before the colon, and the rest."""
    text = _MARKUP.sub("", quote)
    found = _LABEL.match(text)
    if not found or analyse(found["label"]).mood not in ("name", "order"):
        return "", quote
    return _plain(found["label"]), text[found.end() :]


def _subject(text: str) -> str:
    analysis = analyse(main_clause(text))
    if analysis.mood not in ("order", "name"):
        return _plain(analysis.subject)
    # A noun that looks like a verb, or a verb that is not known as one.
    found = _obliged().match(text)
    return _plain(found["subject"]) if found else ""


def _is_all(words: str, mart: str) -> bool:
    return any(known.fullmatch(words) for known in _rules()[mart])


def _plain(words: str) -> str:
    words = _NAMED.sub("team", words)
    return " ".join(_MARKUP.sub(" ", words).lower().split()).strip(" ,;.:")


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return data


@cache
def _rules() -> dict[str, list[re.Pattern[str]]]:
    """Per mart, the expressions of what is all of it, with the `<words>` filled in."""
    data = _data()

    def filled(expression: str) -> re.Pattern[str]:
        for name, words in data["words"].items():
            expression = expression.replace(f"<{name}>", f"(?:{words})")
        return re.compile(expression)

    return {mart: [filled(one) for one in rules] for mart, rules in data["all"].items()}


@cache
def _obliged() -> re.Pattern[str]:
    return re.compile(_data()["obliged"], re.IGNORECASE)


@cache
def _objects() -> re.Pattern[str]:
    return re.compile(_data()["object"], re.IGNORECASE)
