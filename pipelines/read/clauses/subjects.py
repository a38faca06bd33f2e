"""What a sentence is about: its subject, label or first cell, and what is approved.

`Admin rights need the approval of @acme/security` is about admin rights, and no pull
request. Which of these words mean all records of a kind is for the judge to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from pipelines.folding import folded
from pipelines.read.clauses.grammar import analyse
from pipelines.read.clauses.lexicon import section
from pipelines.read.clauses.modals import main_clause

_BAR = " | "
_LINK = re.compile(r"\[([^\]]{1,80})\]\([^)]{0,200}\)")
_MARKUP = re.compile(r"[*_“”\"]+|^[\W\d.]+ |\s+(?=[,;.:])")
_LABEL = re.compile(r"^(?P<label>[^:.|`()]{1,60}):\s")
_CAPTION = re.compile(r"(?:what|how|why|who)\s", re.IGNORECASE)  # `How it works: ...`
_NUMBER = re.compile(
    r"^\W*(?:(?!(?:SEV|P|S)-?\d)[A-Z]{2,4}-\d{1,3}[.):]|\d+(?:\.\d+)*[.)]?)\s+"
)
_ROW_NUMBER = re.compile(r"(?!(?:SEV|P|S)-?\d)[A-Z]{0,3}-?\d{1,3}(?:\.\d{1,2}){0,2}\.?")
_NAMED = re.compile(r"(?:`{1,2} ?)?@ ?[\w-]+(?:/[\w.-]+)?(?: ?`{1,2})?")
_CODE_ONLY = re.compile(r"^`[^`]+`$")


def subjects_of(quote: str, context: str, parameters: dict[str, Any]) -> list[str]:
    """What a clause is about, in small letters, without markup.

    Args:
        quote: The sentence, or the row with its cells between bars.
        context: Its lead-in, or the header of its table.
        parameters: What it states: a branch or a label names no path.

    Returns:
        Its subject, or the label or first cell before it; its lead-in's subject; the
        objects of its approvals. A team or person is `team`; a path that is a first
        cell stands as `touching <path>`.
    """
    found = (plain(words) for words in _subjects(quote, context, parameters))
    return [words for words in dict.fromkeys(found) if words]


def plain(words: str) -> str:
    """Words in small letters, without markup; names of teams and people are `team`.

    What stands as code stays as it is.
    """
    return folded(_NAMED.sub("team", words), _MARKUP)


def _subjects(quote: str, context: str, parameters: dict[str, Any]) -> Iterator[str]:
    quote = _LINK.sub(r"\1", quote)
    if _BAR in quote:
        first = _first_cell(quote, context, parameters)
        is_role = _is("role_header", context.split(_BAR)[0])
        yield _by_role(first, quote, parameters, is_role=is_role) or first
        return
    quote = _NUMBER.sub("", quote)
    label, text = _label(quote)
    lead = "" if _BAR in context else context.rsplit(": ", 1)[-1]
    yield _by_role(lead, quote, parameters) or _subject(lead)
    yield _by_role(label, text, parameters) or label or _subject(text)
    for found in _expression("object").finditer(quote):
        yield found["object"]


def _by_role(
    words: str, text: str, parameters: dict[str, Any], *, is_role: bool = False
) -> str:
    """`Maintainers: one approval` is said of their own changes."""
    if "approval" not in parameters.get("demands", ()) or _is("no_role", words):
        return ""
    is_theirs = words and (is_role or _is("roles", words))
    acts = _expression("acting").search(text)
    return f"changes by {plain(words)}" if is_theirs and not acts else ""


def _first_cell(row: str, context: str, parameters: dict[str, Any]) -> str:
    """What a row is about; a path stands for the changes that touch it."""
    cells = [cell.strip() for cell in row.strip("| ").split(_BAR)]
    # `| 3 | Review | ...`: a row's number says nothing of it.
    first = cells[1] if _ROW_NUMBER.fullmatch(cells[0]) and cells[2:] else cells[0]
    name = first.strip("`")
    if _is("branch_header", context.split(_BAR)[0]):
        return _of_branch(name) or first
    lists = ("branch_patterns", "labels", "label_globs")
    named = [str(one) for key in lists for one in parameters.get(key) or ()]
    is_path = _CODE_ONLY.match(first) and not any(one.startswith(name) for one in named)
    return f"touching {first}" if is_path else first


def _of_branch(name: str) -> str:
    """The changes that go to a branch, by its name alone in a cell."""
    is_base = _is("branch_name", name.lower())
    return f"into `{name}`" if is_base and not _is("topic_branch", name.lower()) else ""


def _label(quote: str) -> tuple[str, str]:
    """`P1: retrospective within 3 days`: what stands before the colon, and the rest."""
    text = _MARKUP.sub("", quote)
    found = _LABEL.match(text)
    if found and _CAPTION.match(text):
        return "", text[found.end() :]
    if not found or analyse(found["label"]).mood not in ("name", "order"):
        return "", quote
    return found["label"], text[found.end() :]


def _subject(text: str) -> str:
    if _expression("verb_first").match(text):
        return ""
    analysis = analyse(main_clause(text))
    if analysis.mood not in ("order", "name"):
        return analysis.subject
    # A noun that looks like a verb, or a verb that is not known as one.
    found = _expression("obliged").match(text)
    return found["subject"] if found else ""


def _is(what: str, words: str) -> bool:
    return bool(_expression(what).match(words))


@cache
def _expression(name: str) -> re.Pattern[str]:
    return re.compile(section("subjects", name), re.IGNORECASE)
