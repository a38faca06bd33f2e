"""Paragraphs that stand for a heading: bold lines, names of parts, questions."""

from __future__ import annotations

import re

from pipelines.markdown import Block
from pipelines.read.incidents.clock import find_times
from pipelines.read.incidents.data import patterns, roles_of
from pipelines.read.incidents.days import find_days
from pipelines.read.incidents.headings import (
    is_log_title,
    is_name_of_part,
    is_numbered,
    is_only_a_day,
    is_part_title,
    names_an_incident,
    parts_of_title,
)

_FIELD = re.compile(r"^[A-Z][\w /]{1,30}:\s", re.MULTILINE)
_FEW = 2  # fields below the number and name of an incident
_MOST = 80  # characters of a line that stands for a heading
_LONG = 100  # characters of bold words that do
_ASKED = re.compile(r"\d{1,2}[.)]\s")
_ADDED = re.compile(r"(?<=\w{4})(?:\s\(|[.?]\s|,\s|\?$)")
_QUESTION = re.compile(
    r"(?:so,? |and )?(?:what|how|why|who|when)\b[^.?!;:]{4,70}\?$", re.IGNORECASE
)
_TOLD = re.compile(
    r"(?:what|how|why) (?:(?:are|is|was|were|did|do|does|will|have|has|can) )?"
    r"(?:we|i|it|this|happened)\b[^.?!;:]{0,60}\.?$",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\W\d_]{4,}")
_WHEN = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\b|\b(?-i:[A-Z]{3,4})\b",
    re.IGNORECASE,
)
_POSTED = re.compile(  # of a discussion that is set in
    r"@?[\w.-]{1,40} (?:commented|wrote|posted)\b|opened by\b", re.IGNORECASE
)
_SMALL = re.compile(r"\s(?:and|or|of|for|the|to)\s")
_CLAUSE_END = re.compile(r"[.:;]\s|,\s")


def question(block: Block) -> str | None:
    """`*Q: What was the cause?*` as the first line of a paragraph heads the rest."""
    if block.kind != "paragraph" or block.is_quoted:
        return None
    first, mark, rest = block.text.partition("\n")
    is_form = is_numbered(first) and len(_FIELD.findall(rest)) >= _FEW
    is_named = is_name_of_part(first) or _is_in_capitals(first)
    if mark and rest.strip() and (is_named or is_form):
        return first
    is_set_apart = re.match(r"\s*(?:[*_]|Q\b)", block.source) or all(
        line.startswith(" ") for line in block.source.rstrip().splitlines()[1:]
    )
    is_asked = mark and rest.strip() and first.rstrip().endswith("?")
    return first if is_set_apart and is_asked and parts_of_title(first) else None


def pseudo_heading(block: Block) -> str | None:
    """A paragraph that is nothing but bold words heads what follows."""
    text = block.text.strip()
    if block.kind != "paragraph" or block.is_quoted:
        return None
    is_named = is_name_of_part(text) or _is_in_capitals(text) or _asks(text)
    if not block.bold and not block.links and is_named:
        return text
    if len(block.bold) != 1 or _is_a_note(text):
        return None
    label, mark, _ = text.partition(":")
    if mark and roles_of(label) and not parts_of_title(label):
        return None  # a field, with or without a value
    if len(find_times(text)) > 1 and not _NAME.search(_WHEN.sub(" ", text)):
        return None  # when it was
    is_form = len(text) > _LONG and _ASKED.match(text)
    if text.endswith(".") and len(text.split()) > 2 and not is_form:
        return None  # a sentence
    if text.rstrip(":").strip() != block.bold[0].rstrip(":").strip():
        return None
    if len(text) > _LONG:
        return _question_of_a_form(text)
    return text.rstrip(":").strip()


def _is_a_note(text: str) -> bool:
    """`DRAFT, do not link yet`, or who wrote what follows in a discussion."""
    is_draft = any(one.search(text) for one in patterns("draft_notes"))
    return bool(_POSTED.match(text)) or (is_draft and not names_an_incident(text))


def _question_of_a_form(text: str) -> str | None:
    """`1. How you became aware of it (by a report, an alert, ...), and when`, in short.

    What explains the question, or adds to it, is left out.
    """
    short = _ADDED.split(text, maxsplit=1)[0].strip()
    if len(short) > _MOST:
        short = short.partition(" and ")[0]
    return short if _ASKED.match(text) and len(short) <= _LONG else None


def _asks(text: str) -> bool:
    """`What are we doing about it?`, `What happened.`: alone on its line."""
    is_line = "\n" not in text and len(text) < _MOST
    is_asked = bool(_QUESTION.match(text) or _TOLD.match(text))
    return is_line and is_asked and bool(parts_of_title(text))


def _is_in_capitals(text: str) -> bool:
    """`WHAT WE WILL DO DIFFERENTLY`: a line of plain text that heads what follows."""
    words = _SMALL.sub(" ", text)
    is_line = "\n" not in text and len(text) < _MOST and words.upper() == words
    return is_line and is_part_title(text)


def entry_of_log(block: Block, titles: list[str]) -> str | None:
    """The bold words that begin a paragraph of a log, if they hold day and title.

    Args:
        block: The paragraph.
        titles: Of the sections that it stands in, none of them a part of a write-up.
    """
    if block.kind != "paragraph" or not block.bold:
        return None
    lead = block.bold[0].strip()
    is_log = any(is_log_title(title) for title in titles)
    if not is_log or not block.text.startswith(lead) or is_only_a_day(lead):
        return None
    days = find_days(lead, year=2000)
    is_entry = days and (days[0].start < 2 or is_numbered(lead))
    if is_entry and not _NAME.search(_WHEN.sub(" ", lead)):  # only when it was
        first = _CLAUSE_END.search(block.text[:200], len(lead) + 3)
        return block.text[: first.start()] if first else lead
    return lead.rstrip(" .:") if is_entry else None
