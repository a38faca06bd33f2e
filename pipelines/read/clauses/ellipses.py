"""A number whose noun stands in the sentence before: `One is enough for docs`.

Of periods, too: `Deprecated for at least one release. Public ones stay for two.`
And a label that the sentence before names: `As long as this label is on it, ...`.
So does `it`, where the sentence before asks for the account of an incident.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipelines.read.clauses.parameters import bind
from pipelines.read.clauses.records import Sentence

_NUMBER = r"(?P<n>one|two|three|four|five|[1-9]\d?)"
_AT_END = re.compile(  # `schema changes need two.`, `For `infra/`, it must be two, and`
    rf"\b(?:needs?|requires?|takes?|have|has|must be|should be|is|are|it's)\s+"
    rf"(?:at\s+least\s+|only\s+)?{_NUMBER}"
    rf"(?=\W*$|[,;:(]|\s+(?:and\s+one\s+of|one\s+of|of\s+wh|if\b|when\b|instead\b"
    r"|from\s+(?:`?@|the\s+(?:[\w-]+\s+){1,2}(?:team|squad|group|owners?)\b)))",
    re.IGNORECASE,
)
_AS_SUBJECT = re.compile(  # `For translations, one is enough.`
    rf"^(?:[^,;]{{2,60}},\s+|for\s+(?:everything|anything|all\s+[\w-]+)(?:\s+else)?\s+)?"
    rf"(?:only\s+|just\s+)?{_NUMBER}"
    r"(?=\s+(?:is|are|suffices?|will\s+do)\b|\s+(?:for|from|by|if|when|on|where)\s)",
    re.IGNORECASE,
)
_PEOPLE = re.compile(  # `One maintainer for most things.`, below `Who approves`
    rf"^(?:at\s+least\s+)?{_NUMBER}(?=\s+(?:(?:other|more)\s+)?(?:maintainer|committer"
    r"|reviewer|developer|engineer|owner)s?\s+(?:for|if|when|on|in)\b)",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:an?|one|two|three|four|five|\d)\s+(?:[\w-]+\s+){0,3}?"
    r"(?:(?P<noun>approval|review|reviewer|vote|lgtm|sign-?off|reviewed-by|acked-by|ack)s?\b"
    r"|(?:people|persons?|maintainers?|reviewers?|developers?|engineers?|members?"
    r"|committers?|owners?|colleagues?)\b(?!['’]))",
    re.IGNORECASE,
)
_WHOSE = re.compile(  # `one approval from a code owner`
    r"\s+(?:from|by|of)\s+(?:(?:an?|the|another|other)\s+)?"
    r"(?P<role>(?:code|core)[ -]?\w+|maintainers?|committers?|collaborators?)",
    re.IGNORECASE,
)
_LASTING = re.compile(  # `... stays for two.`
    rf"\b(?:for|within|after|at\s+least)\s+(?:at\s+least\s+)?"
    rf"(?:another\s+|a\s+further\s+)?{_NUMBER}(?=\W*$|[,;])",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"\b(?:an?|one|two|three|four|five|six|\d{1,2})\s+"
    r"(?P<unit>(?:(?:business|working|minor|major|stable|full)\s+)?(?-i:[A-Z]\w+\s+)?"
    r"(?:minute|hour|day|week|month|quarter|year|release|version)s?)\b",
    re.IGNORECASE,
)
_THE_LABEL = re.compile(  # `as long as this label is on it`, `one that is so labelled`
    r"\b(?P<word>this|that|the|such\s+an?)\s+label\b(?!\s+(?:of|for|that|which|named|called|`))"
    r"|\bso\s+labell?ed\b",
    re.IGNORECASE,
)
_IT = re.compile(  # `It has to be published within a week.`
    r"^(?:it|they|these?|this)(?=\s+(?:must|should|shall|ha(?:s|ve)\s+to|needs?\s+to"
    r"|(?:is|are)\s+(?:to\s+be|due|published|shared|written|finished|completed|held))\b)",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(
    r"\b(?:post-?mortem|(?:post-)?incident\s+(?:review|report)|root\s+cause\s+analysis"
    r"|rca|retrospective)s?\b",
    re.IGNORECASE,
)
_OTHER_THING = re.compile(
    r"\b(?:issue|ticket|pull\s+request|pr|action\s+item|meeting|template|label|document"
    r"|call|channel|page|draft|summary|status)s?\b",
    re.IGNORECASE,
)
_APPROVING = re.compile(r"\b(?:approv|sign|review|lgtm)", re.IGNORECASE)


def completed(sentence: Sentence, before: str, title: str = "") -> Sentence:
    """`sentence` with the noun of its bare number, as the one before counts it.

    Args:
        sentence: The sentence.
        before: The words of the sentence before it; empty where there is none.
        title: Of its section; it may say that people are counted who approve.
    """
    sentence = _with_account(_with_label(sentence, before), before)
    people = _PEOPLE.match(sentence.text) if _APPROVING.search(title) else None
    if people:
        return _with(sentence, people.end("n"), "approval by")
    lasting, period = _LASTING.search(sentence.text), _PERIOD.search(before)
    if lasting and period and not _PERIOD.search(sentence.text):
        return _with(sentence, lasting.end("n"), period["unit"])
    bare = _AS_SUBJECT.match(sentence.text) or _AT_END.search(sentence.text)
    counted = _COUNTED.search(before)
    if not bare or not counted or _COUNTED.search(sentence.text):
        return sentence
    if _PERIOD.search(sentence.text[: bare.start("n")]):
        return sentence  # `It is open for 7 days, 14 if it is August`
    is_approval = _APPROVING.search(f"{title} {before}")
    noun = counted["noun"] or ("approval" if is_approval else "")
    noun = "approval" if noun.lower().endswith("-by") else noun
    if noun.lower() == "approval" and (whose := _WHOSE.match(before, counted.end())):
        noun = f"{noun} from a {whose['role']}"
    return _with(sentence, bare.end("n"), noun) if noun else sentence


def _with_label(sentence: Sentence, before: str) -> Sentence:
    """`this label` with its name, where the sentence before names one label."""
    told = _THE_LABEL.search(sentence.text)
    if not told or "`" not in before or bind(sentence.text).get("labels"):
        return sentence
    named = bind(before)
    if len(named.get("labels", ())) != 1 or named.get("label_globs"):
        return sentence
    name = f"`{named['labels'][0]}`"
    said = f"{told['word']} {name} label" if told["word"] else f"labelled {name}"
    text = f"{sentence.text[: told.start()]}{said}{sentence.text[told.end() :]}"
    return replace(sentence, text=text)


def _with_account(sentence: Sentence, before: str) -> Sentence:
    """`it` with its noun, where the sentence before speaks of a post-mortem alone."""
    told, named = _IT.match(sentence.text), _ACCOUNT.search(before)
    if not told or not named or _OTHER_THING.search(before):
        return sentence
    text = f"The {named[0]}{sentence.text[told.end() :]}"
    return replace(sentence, text=text)


def _with(sentence: Sentence, end: int, noun: str) -> Sentence:
    """The sentence with a noun after its bare number."""
    text = f"{sentence.text[:end]} {noun.lower()}{sentence.text[end:]}"
    return replace(sentence, text=text)
