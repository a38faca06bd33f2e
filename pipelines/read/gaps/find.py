"""Find statements that a rule or an authority is missing, undecided, contradicted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipelines.data_files import compiler_with, read_yaml
from pipelines.read.sentences import Sentence, split_sentences

_RULES = Path(__file__).with_name("rules.yml")
_TOPICS = Path(__file__).with_name("topics.yml")
_CALLOUT = re.compile(r"^[ >]*\[!\w+\]|^[ >]*(?:[*_]{2})?note\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class GapStatement:
    """A sentence that says that a rule or an authority is wanting.

    Attributes:
        kind: `missing`, `undecided` or `contradicted`.
        topic: One of the topics of `topics.yml`, or `other`.
        quote: The sentence, verbatim.  line: 1-based, of the sentence.
        rule_id: The rule that found it.
    """

    kind: str
    topic: str
    quote: str
    line: int
    rule_id: str


@dataclass(frozen=True, slots=True)
class GapRule:
    """One way to say it, with its examples."""

    id: str
    kind: str
    patterns: tuple[re.Pattern[str], ...]
    unless: tuple[re.Pattern[str], ...]
    examples: tuple[tuple[str, ...], tuple[str, ...]]


@cache
def gap_rules() -> tuple[re.Pattern[str], tuple[GapRule, ...]]:
    """What a gap must be about, and the rules."""
    data = read_yaml(_RULES)
    compiled = compiler_with(data["words"])
    rules = tuple(
        GapRule(
            id=row["id"],
            kind=row["kind"],
            patterns=compiled(row["any"]),
            unless=compiled(row.get("unless")),
            examples=(
                tuple(row["examples"]["positive"]),
                tuple(row["examples"]["negative"]),
            ),
        )
        for row in data["rules"]
    )
    return compiled(data["governs"])[0], rules


@cache
def _topics() -> tuple[tuple[str, re.Pattern[str]], ...]:
    data = read_yaml(_TOPICS)
    return tuple(
        (name, re.compile(pattern, re.IGNORECASE))
        for name, pattern in data["topics"].items()
    )


def find_gaps(text: str, *, heading: str | None = None) -> list[GapStatement]:
    """Statements of a gap in a text, in its order, at most one per sentence.

    Args:
        text: Markdown or plain text.
        heading: Title of the item or section that the text belongs to; it helps to
            tell the topic of a sentence that does not name it.
    """
    return [
        gap
        for sentence in split_sentences(text)
        if not sentence.is_template
        for gap in _in_sentence(sentence, heading)
    ]


def _in_sentence(sentence: Sentence, heading: str | None) -> Iterator[GapStatement]:
    governs, rules = gap_rules()
    words = sentence.text
    if not governs.search(words) or _is_quoted(sentence):
        return
    for rule in rules:
        if not any(pattern.search(words) for pattern in rule.patterns):
            continue
        if any(pattern.search(words) for pattern in rule.unless):
            continue
        yield GapStatement(
            kind=rule.kind,
            topic=topic_of(words, (heading or "", *sentence.block.headings)),
            quote=sentence.quote,
            line=sentence.line,
            rule_id=rule.id,
        )
        return


def _is_quoted(sentence: Sentence) -> bool:
    block = sentence.block
    return block.is_quoted and not _CALLOUT.match(block.source)


# Most gaps speak of documents or approvals: what is to be approved or written down
# says more, in the sentence or in its headings.
_WEAK = frozenset({"documentation", "approvals"})


def topic_of(words: str, headings: tuple[str, ...] = ()) -> str:
    """The topic that most words of a sentence, else of its headings, belong to."""
    texts = (words, *reversed(headings))
    counts = [
        [(len(pattern.findall(text)), name) for name, pattern in _topics()]
        for text in texts
    ]
    for is_weak in (False, True):
        for hits in counts:
            wanted = [(c, n) for c, n in hits if c and (n in _WEAK) == is_weak]
            if wanted:
                most = max(count for count, _ in wanted)
                return next(name for count, name in wanted if count == most)
    return "other"
