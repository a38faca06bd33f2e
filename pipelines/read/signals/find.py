"""Find what a text says about how the work was done."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pipelines.read.scope import Scopes
from pipelines.read.sentences import Sentence, split_sentences
from pipelines.read.signals.contexts import is_written_up, of_document, of_sentence
from pipelines.read.signals.rules import Rule, Rulebook, load_rules
from pipelines.read.signals.signal import KINDS, Signal
from pipelines.read.signals.values import severity, window

_QUOTED = re.compile(r"[\"“](?=\w)([^\"“”\n]{8,600})[\"”]")
_SPEAKER = re.compile(r"(?:^|: ?|[-–—] )$")
_CALLOUT = re.compile(
    r"^[ >]*(?:\[!\w+\]|(?:[*_]{2})?(?:note|warning|important|tip|caution)\b|[⚠ℹ💡])",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(
    r"<[a-z][a-z0-9 _./|-]{2,60}>|\{\{? ?[a-z][\w .-]{1,40}\}?\}|\[(?:insert|your"
    r"|describe|add|link|name|date|yyyy)[^\]\n]{0,60}\]|\bYYYY-MM-DD\b|_{4,}|\bXX+\b|\bINC-?X+\b",
    re.IGNORECASE,
)


def find_signals(
    text: str,
    *,
    heading: str | None = None,
    source: str | None = None,
    author_is_bot: bool = False,
    rules: Path | None = None,
) -> list[Signal]:
    """Signals in a text, in its order, at most one of a kind per sentence.

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
    document = of_document(source)
    sentences = split_sentences(text)
    found: list[Signal] = []
    for position in range(len(sentences)):
        search = _Search(book, sentences, position, document, heading, author_is_bot)
        found.extend(search.signals())
    return found


class _Search:
    """One sentence against the rules."""

    def __init__(
        self,
        book: Rulebook,
        sentences: Sequence[Sentence],
        position: int,
        document: frozenset[str],
        heading: str | None,
        author_is_bot: bool,
    ) -> None:
        self._book = book
        self._sentences = sentences
        self._position = position
        self._sentence = sentences[position]
        self._document = document
        self._heading = heading
        self._is_bot = author_is_bot
        self._scopes: dict[str, Scopes] = {}
        self._contexts: frozenset[str] | None = None

    def signals(self) -> Iterator[Signal]:
        for kind in KINDS:
            if not self._book.stems[kind].search(self._sentence.quote):
                continue
            candidates = [
                signal
                for rule in self._book.of_kind(kind)
                if (signal := self._apply(rule))
            ]
            if candidates:
                yield next((c for c in candidates if c.holds), candidates[0])

    def _apply(self, rule: Rule) -> Signal | None:
        sentence = self._sentence
        if rule.places and sentence.block.kind not in rule.places:
            return None
        if rule.is_whole and not sentence.is_first:
            return None
        words = self._words(rule)
        hits = [hit for p in rule.patterns for hit in p.finditer(words)]
        if not hits or not self._fits(rule, words):
            return None
        signals = [s for hit in hits if (s := self._signal(rule, hit, words))]
        return next((s for s in signals if s.holds), signals[0] if signals else None)

    def _words(self, rule: Rule) -> str:
        if rule.is_whole:
            return (
                self._block_quote() if rule.is_verbatim else self._sentence.block_text
            )
        return self._sentence.quote if rule.is_verbatim else self._sentence.text

    def _block_quote(self) -> str:
        block = self._sentence.block
        return block.source[block.source.index(self._sentence.quote[:20]) :].strip()

    def _fits(self, rule: Rule, words: str) -> bool:
        if rule.contexts and not rule.contexts & self.contexts:
            return False
        if rule.not_contexts & self.contexts or rule.within - self.contexts:
            return False
        if any(pattern.search(words) for pattern in rule.unless):
            return False
        if not all(pattern.search(words) for pattern in rule.needs):
            return False
        if not rule.around and not rule.not_around:
            return True
        near = self._surroundings()
        if any(pattern.search(near) for pattern in rule.not_around):
            return False
        return not rule.around or any(p.search(near) for p in rule.around)

    def _surroundings(self) -> str:
        """The sentence with its neighbours: what a reader has in mind."""
        first, last = max(0, self._position - 2), self._position + 4
        near = [s.text for s in self._sentences[first:last]]
        return "\n".join([self._heading or "", *self._sentence.block.headings, *near])

    @property
    def contexts(self) -> frozenset[str]:
        if self._contexts is None:
            self._contexts = of_sentence(self._sentence, self._document, self._heading)
            if self._position == 0 and is_written_up(self._sentences):
                self._contexts |= {"written_up"}
        return self._contexts

    def _scopes_of(self, words: str) -> Scopes:
        if words not in self._scopes:
            self._scopes[words] = Scopes(words)
        return self._scopes[words]

    def _signal(self, rule: Rule, hit: re.Match[str], words: str) -> Signal | None:
        parameters = _read_value(rule, hit, words)
        if parameters is None:
            return None
        parameters |= {
            name: value.strip()
            for name in ("owner", "due")
            if (value := hit.groupdict().get(name))
        }
        flags: frozenset[str] = frozenset()
        if not rule.is_verbatim:
            flags = self._scopes_of(words).flags_at(*hit.span()) - rule.accepts
        return Signal(
            kind=rule.kind,
            quote=self._block_quote() if rule.is_whole else self._sentence.quote,
            line=self._sentence.line,
            rule_id=rule.id,
            is_negated="negated" in flags,
            is_hypothetical=bool(flags & {"hypothetical", "ruled", "future", "asked"}),
            is_quoted=self._is_quoted(words, hit),
            is_template=self._is_template(),
            is_bot=self._is_bot,
            parameters=parameters,
        )

    def _is_quoted(self, words: str, hit: re.Match[str]) -> bool:
        block = self._sentence.block
        if block.is_quoted and not _CALLOUT.match(block.source):
            return True
        return any(
            quoted.start(1) <= hit.start()
            and hit.end() <= quoted.end(1)
            and not _SPEAKER.search(words[: quoted.start()])
            for quoted in _QUOTED.finditer(words)
        )

    def _is_template(self) -> bool:
        sentence = self._sentence
        return sentence.is_template or bool(_PLACEHOLDER.search(sentence.quote))


def _read_value(rule: Rule, hit: re.Match[str], words: str) -> dict[str, Any] | None:
    """Parameters that the rule must yield; None if the words do not give them."""
    if rule.reads == "deprecation":
        is_stated, days = window(words, hit.start(), hit.end())
        return {"deprecation_days": days} if is_stated else None
    if rule.reads == "severity":
        named = [v for k, v in hit.groupdict().items() if k.startswith("level") and v]
        level = severity(named[0] if named else hit[0])
        if level is None:
            return None
        return {"severity": level[0], "severity_as_written": level[1].strip()}
    return {}
