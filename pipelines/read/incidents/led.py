"""Paragraphs that are a thing to do each, led by a bold name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipelines.markdown import Block
from pipelines.read.incidents.data import bare, phrase, roles_of
from pipelines.read.incidents.headings import parts_of_title
from pipelines.read.incidents.status import status_of
from pipelines.read.incidents.tasks import asks
from pipelines.read.incidents.tense import tense_of

_NUMBER = re.compile(r"^\d{1,2}[.)]\s+")
_LEAST = 3  # words after the name
_NAME = 6  # words of a name
_SENTENCE = 25  # words of a sentence that stands for one


def led_by_names(paragraphs: list[Block]) -> Iterator[Block]:
    """`**Tooling** – we will ...`: paragraphs that begin with a bold name each.

    Not with that of a field or of a group (`**Short term:**`), which has several.
    """
    led, before = [], ""
    for block in paragraphs:
        if (name := _name(block)) and _is_item(name):
            led.append(replace(block, lead_in=before))
        elif block.text.rstrip().endswith(":"):
            before = block.text.rstrip()
    if len(led) > 1:
        yield from led


def _name(block: Block) -> str | None:
    """The bold words before a colon, a dash or a stop at the beginning."""
    name = block.bold[0].strip() if block.bold else ""
    rest = block.text[len(name) :].lstrip()
    is_first = bool(name) and block.text.startswith(name)
    is_apart = name[-1:] in (":", ".") or rest[:1] in (":", "–", "—", "-")
    is_told = _is_sentence(name)
    has_more = is_told or len(rest.split()) > _LEAST
    is_short = len(name.split()) <= (_SENTENCE if is_told else _NAME)
    return (
        name.rstrip(":.") if is_first and is_apart and has_more and is_short else None
    )


def _is_item(name: str) -> bool:
    """Whether a name may be that of one thing to do."""
    if _is_sentence(name):
        return True
    is_other = bool(phrase("group_of_several").match(bare(name))) or bool(
        parts_of_title(name)
    )
    return not (is_other or roles_of(name) or status_of(name)[1])


def _is_sentence(name: str) -> bool:
    """It says itself what is or was to be done (`1. Put a quota on each customer.`)."""
    words = _NUMBER.sub("", name)
    return asks(words) or tense_of(words) != "unknown"
