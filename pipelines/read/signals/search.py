"""One sentence of a text against the rules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pipelines.read.scope import Scopes
from pipelines.read.sentences import Sentence
from pipelines.read.signals.contexts import of_sentence
from pipelines.read.signals.general import is_general, tells_one_act, words_near
from pipelines.read.signals.patterns import Pattern
from pipelines.read.signals.rules import Rule, Rulebook
from pipelines.read.signals.signal import KINDS, Signal
from pipelines.read.signals.values import durations, severity, window

_OPENS = " ([{-–—*\"'`"  # a scope ends at what opens a bracket
NEAR = 50  # characters on either side, about eight words
_NOT_DONE = frozenset({"hypothetical", "ruled", "future", "asked"})
_QUOTED = re.compile(r"[\"“](?=\w)([^\"“”\n]{8,600})[\"”]")
_SPEAKER = re.compile(r"(?:^|: ?|[-–—] )$")
_CALLOUT = re.compile(
    r"^[ >]*(?:\[!\w+\]|(?:[*_]{2})?(?:note|warning|important|tip|caution)\b|[⚠ℹ💡])",
    re.IGNORECASE,
)
_TAGS = (
    r"(?:code|details|summary|strong|small|table|thead|tbody|span|div|pre|kbd|sub|sup"
    r"|del|img|font|center|blockquote|section|var|samp)\b"
)
_PLACEHOLDER = re.compile(
    # What stands in such brackets after the time of day, or opens a line of words, is
    # who speaks in a chat.
    rf"(?<!\d:\d\d )(?<!\d:\d\d\] )<(?!{_TAGS})"
    r"(?!(?<![^\n]<)[\w-]{1,20}> (?:[#a-z]|\d\d:))"
    r"[a-z][a-z0-9 _./|-]{2,60}>"
    r"|\{\{?(?! ?(?:done|todo|fixed)\b) ?(?:\d+ )?[a-z][\w .-]{1,40}\}?\}(?!`)"
    r"|\[(?:(?:insert|your|describe|add|link|name|date) [^\]\n]{1,60}|insert|link|name"
    r"|date|yyyy[^\]\n]{0,20})\](?!\()|\bYYYY-MM-DD\b|_{4,}"
    r"|(?<!\d\.)\bXX+\b|\bINC-?X+\b"
    r"|\[[a-z][\w ]{0,30}\b(?:name|title|date|description|here|id)\](?!\()",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A text as its sentences, with what is known of where it stands.

    Attributes:
        document: Contexts that hold for all of it.
        write_up_at: Position of the heading that shows it to be a write-up, if any.
        is_scenario: It is an exercise or a test case: nothing in it took place.
        answer_at: Position from which a quote answers the text above it, if any.
    """

    sentences: Sequence[Sentence]
    heading: str | None
    document: frozenset[str]
    write_up_at: int | None
    author_is_bot: bool
    is_scenario: bool = False
    answer_at: int | None = None


class Search:
    """The rules on the sentence at one position of a passage."""

    def __init__(self, book: Rulebook, passage: Passage, position: int) -> None:
        self._book = book
        self._passage = passage
        self._position = position
        self._sentence = passage.sentences[position]
        self._scopes: dict[str, Scopes] = {}
        self._contexts: frozenset[str] | None = None

    def signals(self) -> Iterator[Signal]:
        """At most one of a kind: the first that holds, with a value if any has one."""
        for kind in KINDS:
            if not self._book.stems[kind].search(self._sentence.quote):
                continue
            found = [s for rule in self._book.of_kind(kind) if (s := self._apply(rule))]
            if found:
                yield min(found, key=lambda s: (not s.holds, not _has_value(s)))

    def _apply(self, rule: Rule) -> Signal | None:
        if not self._stands_right(rule):
            return None
        words = self._words(rule)
        hits = [hit for p in rule.patterns for hit in p.finditer(words)]
        hits = [hit for hit in hits if not _is_near(rule.unless_near, words, hit)]
        if not hits or not self._fits(rule, words):
            return None
        signals = [s for hit in hits if (s := self._signal(rule, hit, words))]
        return next((s for s in signals if s.holds), signals[0] if signals else None)

    def _stands_right(self, rule: Rule) -> bool:
        if rule.places and self._sentence.block.kind not in rule.places:
            return False
        if rule.is_whole and not self._sentence.is_first:
            return False
        if rule.contexts and not rule.contexts & self.contexts:
            return False
        if rule.not_contexts and rule.not_contexts & self.contexts:
            return False
        return not (rule.within and rule.within - self.contexts)

    def _words(self, rule: Rule) -> str:
        if rule.columns:
            return self._cell(rule)
        if not rule.is_whole:
            return self._sentence.quote if rule.is_verbatim else self._sentence.text
        return self._block_quote() if rule.is_verbatim else self._sentence.block_text

    def _cell(self, rule: Rule) -> str:
        """What its row has in the column that the rule is about."""
        block = self._sentence.block
        if not self._sentence.is_first:
            return ""
        columns = zip(block.header, block.cells, strict=False)
        cells = (c for name, c in columns if any(p.search(name) for p in rule.columns))
        return next(cells, "")

    def _block_quote(self) -> str:
        """The whole block from where its words begin, verbatim."""
        source = self._sentence.block.source
        return source[max(0, source.find(self._sentence.quote[:20])) :].strip()

    def _fits(self, rule: Rule, words: str) -> bool:
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
        near = [_marked(s) for s in self._passage.sentences[first:last]]
        block = self._sentence.block
        columns = " | ".join(block.header)
        above = [self._passage.heading or "", *block.headings, block.lead_in, columns]
        return "\n".join([*above, *near])

    @property
    def contexts(self) -> frozenset[str]:
        """Where the sentence stands, worked out once."""
        if self._contexts is None:
            passage = self._passage
            names = of_sentence(self._sentence, passage.document, passage.heading)
            is_here = self._position == passage.write_up_at
            self._contexts = names | {"written_up"} if is_here else names
        return self._contexts

    def _flags(self, rule: Rule, hit: re.Match[str], words: str) -> frozenset[str]:
        if rule.is_verbatim:  # link targets are no sentence
            return frozenset()
        if words not in self._scopes:
            self._scopes[words] = Scopes(words)
        scopes = self._scopes[words]
        start = hit.start() + len(hit[0]) - len(hit[0].lstrip(_OPENS))
        flags = scopes.flags_at(start, hit.end())
        if "open_task" in self.contexts:  # what an empty box says is not done yet
            flags |= {"hypothetical"}
        if rule.reads == "deprecation" and _is_example(scopes, hit, words):
            flags |= {"hypothetical"}
            return flags - (rule.accepts - {"hypothetical"})
        return flags - rule.accepts

    def _signal(self, rule: Rule, hit: re.Match[str], words: str) -> Signal | None:
        parameters = _parameters(rule, hit, words)
        if parameters is None:
            return None
        flags = self._flags(rule, hit, words)
        return Signal(
            kind=rule.kind,
            quote=self._block_quote() if rule.is_whole else self._sentence.quote,
            line=self._sentence.line,
            rule_id=rule.id,
            is_negated="negated" in flags,
            is_hypothetical=bool(flags & _NOT_DONE) or self._is_scenario(),
            is_quoted=self._is_quoted(words, hit),
            is_template=self._is_template(),
            is_bot=self._passage.author_is_bot,
            is_general=self._is_general(rule),
            parameters=parameters,
        )

    def _is_general(self, rule: Rule) -> bool:
        if "general" in rule.accepts:
            return False
        if tells_one_act(self._sentence.text):
            return False
        near = words_near(self._passage.sentences, self._position)
        return is_general(rule.kind, near)

    def _is_quoted(self, words: str, hit: re.Match[str]) -> bool:
        block = self._sentence.block
        answer = self._passage.answer_at
        is_answer = answer is not None and self._position >= answer
        if block.is_quoted and not is_answer and not _CALLOUT.match(block.source):
            return True
        return any(
            quoted.start(1) <= hit.start()
            and hit.end() <= quoted.end(1)
            and not _SPEAKER.search(words[: quoted.start()])
            for quoted in _QUOTED.finditer(words)
        )

    def _is_scenario(self) -> bool:
        return self._passage.is_scenario or "scenario" in self.contexts

    def _is_template(self) -> bool:
        sentence = self._sentence
        if sentence.is_template or "template_document" in self.contexts:
            return True
        return bool(_PLACEHOLDER.search(_to_line_end(sentence)))


def _has_value(signal: Signal) -> bool:
    return any(value is not None for value in signal.parameters.values())


def _marked(sentence: Sentence) -> str:
    """Its words; a heading and a task keep their mark, those of a form are not told."""
    if sentence.is_template:
        return ""
    block = sentence.block
    if block.kind == "heading" and sentence.is_first:
        return f"{'#' * block.depth} {sentence.text}"
    is_task = block.kind == "item" and block.marker in ("[ ]", "[x]")
    return f"{block.marker} {sentence.text}" if is_task else sentence.text


def _is_near(patterns: tuple[Pattern, ...], words: str, hit: re.Match[str]) -> bool:
    """Whether one of them stands close to what was found."""
    if not patterns:
        return False
    near = words[max(0, hit.start() - NEAR) : hit.end() + NEAR]
    return any(pattern.search(near) for pattern in patterns)


def _to_line_end(sentence: Sentence) -> str:
    """The quote with the rest of its line: `<fill in>` is no word of a sentence."""
    source = sentence.block.source
    at = source.find(sentence.quote)
    if at < 0:
        return sentence.quote
    rest = source[at + len(sentence.quote) :].split("\n", 1)[0]
    return sentence.quote + rest[:80]


def _is_example(scopes: Scopes, hit: re.Match[str], words: str) -> bool:
    """Whether every duration of a statement is only named as an example."""
    spans = [
        (a, b) for _, a, b in durations(words) if a < hit.end() and b > hit.start()
    ]
    return bool(spans) and all("example" in scopes.flags_at(*span) for span in spans)


def _parameters(rule: Rule, hit: re.Match[str], words: str) -> dict[str, Any] | None:
    """Values that the words give; None if they lack the one that the rule must read."""
    named = {name: value for name, value in hit.groupdict().items() if value}
    given = {n: v.strip() for n, v in named.items() if n in ("owner", "due")}
    if rule.reads == "deprecation":
        is_stated, days = window(words, hit.start(), hit.end())
        return given | {"deprecation_days": days} if is_stated else None
    if rule.reads == "severity":
        levels = [v for n, v in named.items() if n.startswith("level")]
        read = severity(levels[0] if levels else hit[0])
        if read is None:
            return None
        return given | {"severity": read[0], "severity_as_written": read[1].strip()}
    return given
