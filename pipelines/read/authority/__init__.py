"""Who decides, approves, leads or merges, where somebody says so.

Such a sentence is the only trace of authority in an archive, and often contradicts what
the documents prescribe. The rules are data (`rules.yml`), each with its examples.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pipelines.data_files import read_yaml
from pipelines.read.sentences import split_sentences

RULES = Path(__file__).with_name("rules.yml")
_LONGEST = 600  # characters of a sentence; what is longer is no statement


@dataclass(frozen=True, slots=True)
class AuthorityStatement:
    """A sentence that says who has, or took, an authority.

    Attributes:
        kind: decides | approves | leads | merges.
        who: Role, team or login, as written.
        quote: The sentence, verbatim. line: 1-based.
        rule_id: The rule that found it.
    """

    kind: str
    who: str
    quote: str
    line: int
    rule_id: str


@dataclass(frozen=True, slots=True)
class _Rule:
    id: str
    kind: str
    pattern: re.Pattern[str]


def find_authority(text: str) -> list[AuthorityStatement]:
    """Find the statements of authority in a text; questions and wishes are none."""
    return [
        statement
        for sentence in split_sentences(text)
        if len(sentence.text) <= _LONGEST
        and not sentence.text.rstrip("\"' ").endswith("?")
        for statement in _in_sentence(sentence.text, sentence.quote, sentence.line)
    ]


def _in_sentence(words: str, quote: str, line: int) -> list[AuthorityStatement]:
    for rule in _rules():
        if found := rule.pattern.search(words):
            return [
                AuthorityStatement(
                    rule.kind, found["who"].strip(), quote, line, rule.id
                )
            ]
    return []


@cache
def _rules() -> tuple[_Rule, ...]:
    data = read_rules()
    who = re.sub(r"\n\s*", "", data["who"]).replace(r"\ ", " ")
    who = re.sub(r"\s+\|", "|", who)
    return tuple(
        _Rule(
            rule["id"], rule["kind"], re.compile(rule["pattern"].replace("{who}", who))
        )
        for rule in data["rules"]
    )


def read_rules() -> dict[str, Any]:
    """Return the rules as they stand in `rules.yml`."""
    data: dict[str, Any] = read_yaml(RULES)
    return data
