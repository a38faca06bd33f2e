"""Find what a text says about how the work was done."""

from __future__ import annotations

from pathlib import Path

from pipelines.read.sentences import split_sentences
from pipelines.read.signals.contexts import (
    answer_at,
    is_scenario,
    of_document,
    of_title,
    write_up_at,
)
from pipelines.read.signals.likely import likely_signals, may_tell
from pipelines.read.signals.rules import Rulebook, load_rules
from pipelines.read.signals.search import Passage, Search
from pipelines.read.signals.signal import Signal


def find_signals(
    text: str,
    *,
    heading: str | None = None,
    source: str | None = None,
    author_is_bot: bool = False,
    rules: Path | None = None,
) -> list[Signal]:
    """Signals in a text, in its order, at most one of a kind per sentence.

    Behind them, of a short text, those that no rule finds and its words make likely.

    Args:
        text: Markdown, plain text or a commit message.
        heading: Title of the section that the text was taken from.
        source: Path of the document, or id of the item, that it was taken from.
        author_is_bot: A machine wrote it: its signals are flagged so.
        rules: A team's own rules, see `load_rules`.

    Raises:
        InputError: `rules` cannot be read.
    """
    return find_with(
        load_rules(rules),
        text,
        heading=heading,
        source=source,
        author_is_bot=author_is_bot,
    )


def find_with(
    book: Rulebook,
    text: str,
    *,
    heading: str | None = None,
    source: str | None = None,
    author_is_bot: bool = False,
) -> list[Signal]:
    """The same with rules that are loaded already."""
    sentences = split_sentences(text)
    passage = Passage(
        sentences=sentences,
        heading=heading,
        document=of_document(source) | of_title(sentences),
        write_up_at=write_up_at(sentences),
        answer_at=answer_at(sentences),
        author_is_bot=author_is_bot,
        is_scenario=is_scenario(sentences),
    )
    found = [
        signal
        for position in range(len(sentences))
        for signal in Search(book, passage, position).signals()
    ]
    if passage.is_scenario or not (book.infers and may_tell(passage.document)):
        return found
    likely = likely_signals(
        text, sentences, found, heading=heading, author_is_bot=author_is_bot
    )
    return [*found, *likely]
