"""Find approvals in comments, and the documents' sentences that let them count."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pipelines.data_files import read_yaml
from pipelines.read.sentences import split_sentences

RULES = Path(__file__).with_name("rules.yml")
_LONGEST = 200  # characters of a line that approves; more is talk about it
_FENCE = re.compile(r"^\s{0,3}(?:```|~~~)")
# What stands in a line without being said by its writer.
_UNSAID = re.compile(r"`[^`]*`|<!--.*?(?:-->|$)|~~[^~]+~~|<details>.*")

Patterns = tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class SpokenApproval:
    """A line that approves a change, or takes an approval back.

    Attributes:
        verdict: approval | withdrawal | hold | lift (of a hold).
        convention: The rule that found it; `hold`, for the last two.
        who: Login or e-mail address of the approver in lower case; None: the speaker.
        quote: The line, verbatim. line: 1-based.
    """

    verdict: str
    convention: str
    who: str | None
    quote: str
    line: int


@dataclass(frozen=True, slots=True)
class Convention:
    """A sentence of a document by which such words approve a change."""

    convention: str
    quote: str
    line: int


@dataclass(frozen=True, slots=True)
class _Rule:
    id: str
    is_command: bool
    approves: Patterns
    withdraws: Patterns
    document: Patterns
    unless: Patterns


@dataclass(frozen=True, slots=True)
class _Rules:
    unless: Patterns
    document_words: Patterns
    document_unless: Patterns
    document_despite: Patterns
    holds: Patterns
    lifts: Patterns
    conventions: tuple[_Rule, ...]


def find_approvals(text: str) -> list[SpokenApproval]:
    """Find approvals and withdrawals, line by line; quoted lines and code say none."""
    found: list[SpokenApproval] = []
    is_code = is_hidden = False
    for number, line in enumerate(text.splitlines(), start=1):
        was_hidden = is_hidden
        is_hidden = line.rfind("<!--") > line.rfind("-->") or (
            is_hidden and "-->" not in line
        )
        if _FENCE.match(line):
            is_code = not is_code
        elif not (is_code or was_hidden) and _may_speak(line):
            found += _in_line(line.strip(), number)
    return found


def _may_speak(line: str) -> bool:
    return len(line) <= _LONGEST and not line.startswith((">", "  ", "\t"))


def find_conventions(text: str) -> list[Convention]:
    """Find the sentences of a document by which words approve a change."""
    rules = _rules()
    return [
        Convention(rule.id, sentence.quote, sentence.line)
        for sentence in split_sentences(text)
        if not _any(rules.document_unless, sentence.text)
        or _any(rules.document_despite, sentence.text)
        for rule in rules.conventions
        if (others := _without(rule.document, sentence.text)) != sentence.text
        and _any(rules.document_words, others)
    ]


def _without(patterns: Patterns, words: str) -> str:
    for pattern in patterns:
        words = pattern.sub(" ", words)
    return words


def _in_line(line: str, number: int) -> list[SpokenApproval]:
    rules, said = _rules(), _UNSAID.sub(" ", line).strip()
    for verdict, patterns in (("hold", rules.holds), ("lift", rules.lifts)):
        if _any(patterns, said):
            return [SpokenApproval(verdict, "hold", None, line, number)]
    is_hedged = _any(rules.unless, said)
    for rule in rules.conventions:
        if _any(rule.withdraws, said):
            return [SpokenApproval("withdrawal", rule.id, None, line, number)]
        if (is_hedged and not rule.is_command) or _any(rule.unless, said):
            continue
        for pattern in rule.approves:
            if matched := pattern.search(said):
                return [
                    SpokenApproval("approval", rule.id, who, line, number)
                    for who in _named(matched.groupdict().get("who"))
                ]
    return []


def _named(who: str | None) -> list[str | None]:
    """`Ann,@bob` -> ann, bob; nobody named: the speaker."""
    if not who:
        return [None]
    return [name.strip(" @").lower() for name in who.split(",")]


def _any(patterns: Patterns, words: str) -> bool:
    return any(pattern.search(words) for pattern in patterns)


def read_rules() -> dict[str, Any]:
    """Return the rules as they stand in `rules.yml`."""
    data: dict[str, Any] = read_yaml(RULES)
    return data


def _compiled(patterns: list[str]) -> Patterns:
    return tuple(re.compile(one, re.IGNORECASE) for one in patterns)


@cache
def _rules() -> _Rules:
    data = read_rules()
    return _Rules(
        _compiled(data["unless"]),
        _compiled(data["document_words"]),
        _compiled(data["document_unless"]),
        _compiled(data["document_despite"]),
        _compiled(data["holds"]),
        _compiled(data["lifts"]),
        tuple(
            _Rule(
                one["id"],
                bool(one.get("is_command")),
                _compiled(one["approves"]),
                _compiled(one["withdraws"]),
                _compiled(one["document"]),
                _compiled(one.get("unless", [])),
            )
            for one in data["conventions"]
        ),
    )
