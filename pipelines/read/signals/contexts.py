"""Where a sentence stands: under action items, in an incident's document, in a task."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from pipelines.data_files import read_yaml
from pipelines.read.sentences import Sentence
from pipelines.read.signals.patterns import compile_safely

_ITEM = re.compile(r"(?:^[\w.-]+/[\w.-]+@\w+|@[0-9a-f]{7,40}|#\d+)$")
_SENTENCE_END = re.compile(r"(?<=[.!?)]) +(?=[A-Z])")
_ENOUGH_PARTS = 3
_TELLING_PARTS = frozenset({"summary", "resolution", "lessons", "actions"})
_DATA = Path(__file__).with_name("contexts.yml")


@cache
def _patterns() -> dict[str, dict[str, re.Pattern[str]]]:
    data = read_yaml(_DATA)
    return {
        name: {
            key: compile_safely(words, f"{_DATA}: {name}") for key, words in row.items()
        }
        for name, row in data.items()
        if name not in ("version", "write_up_parts")
    }


def of_document(source: str | None) -> frozenset[str]:
    """Contexts that a document's path (or an item's id) gives to all of its text."""
    if not source:
        return frozenset()
    if _ITEM.search(source):  # an issue, a pull request or a commit has no path
        return frozenset({"commit"})
    names = set()
    for name, row in _patterns().items():
        # The name of a repository tells of its incidents and look-backs, but not that
        # each of its documents is a policy.
        is_wide = name in ("incident_document", "retro_document")
        place = source if is_wide else source.rsplit(":", 1)[-1]
        if "paths" not in row or not row["paths"].search(place):
            continue
        if "not_paths" not in row or not row["not_paths"].search(source):
            names.add(name)
    return frozenset(names)


def of_title(sentences: Sequence[Sentence]) -> frozenset[str]:
    """Contexts that a text of some length gives itself by the title it opens with."""
    if len(sentences) < _ENOUGH_PARTS:
        return frozenset()
    title = sentences[0].text.strip()
    return frozenset(
        name
        for name, row in _patterns().items()
        if "titles" in row and row["titles"].search(title[:200])
    )


@cache
def of_heading(heading: str) -> frozenset[str]:
    """Contexts that a heading, or the lead-in of a list, gives to what it heads."""
    words = heading.strip().splitlines()[-1] if heading.strip() else ""
    last = _SENTENCE_END.split(words)[-1]  # a lead-in may close a paragraph
    return frozenset(
        name
        for name, row in _patterns().items()
        if "headings" in row
        and (row["headings"].search(words[:200]) or row["headings"].search(last[:200]))
    )


def of_sentence(
    sentence: Sentence, document: frozenset[str], heading: str | None
) -> frozenset[str]:
    """Every context of one sentence."""
    block = sentence.block
    names: set[str] = set()
    for title in (heading, *block.headings[-2:], block.lead_in, *block.parents):
        if title:
            names |= of_heading(title[-300:])
    if "action_list" in names:  # what stands between it and its entries names a field
        names = (names | {"action_heading"}) - {"policy_document"}
    names |= document
    if block.marker == "[ ]":
        names |= {"open_task", "task"}
    elif block.marker == "[x]":
        names |= {"done_task", "task"}
    if sum(map(len, block.struck)) * 2 > len(sentence.block_text):
        names.add("struck")
    if sentence.is_first and sentence.line <= 3:
        names.add("opening")
    return frozenset(names)


def answer_at(sentences: Sequence[Sentence]) -> int | None:
    """Where a quote closes a text as the answer to it: two voices, both of this text.

    Words that are quoted to be answered stand above the answer, or after a colon.
    """
    place = len(sentences)
    while place and sentences[place - 1].block.is_quoted:
        place -= 1
    if place in (0, len(sentences)):
        return None
    return None if sentences[place - 1].quote.rstrip().endswith(":") else place


def is_scenario(sentences: Sequence[Sentence]) -> bool:
    """Whether a text opens as an exercise or a test case, not as an account."""
    return bool(sentences) and "scenario" in of_heading(sentences[0].text)


def write_up_at(sentences: Sequence[Sentence]) -> int | None:
    """Where a text shows that it is an incident's write-up: at its cause or timeline.

    One without either is told by what happened, how it was mended, what was learned and
    what comes of it, taken together.

    Returns:
        Position of that heading, or None if the sections are not those of a write-up.
    """
    parts = _parts()
    found: set[str] = set()
    place: int | None = None
    mended: int | None = None
    for position, sentence in enumerate(sentences):
        if sentence.block.kind != "heading" and not sentence.quote.startswith("**"):
            continue
        names = {name for name, words in parts if words.match(sentence.text)}
        if place is None and names & {"cause", "timeline"}:
            place = position
        if "resolution" in names:
            mended = position
        found |= names
    if place is None and found >= _TELLING_PARTS:
        return mended
    return place if len(found) >= _ENOUGH_PARTS else None


@cache
def _parts() -> tuple[tuple[str, re.Pattern[str]], ...]:
    data = read_yaml(_DATA)
    return tuple(
        (name, re.compile(words, re.IGNORECASE))
        for name, words in data["write_up_parts"].items()
    )
