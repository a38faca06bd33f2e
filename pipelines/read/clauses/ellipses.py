"""A number whose noun stands in the sentence before: `One is enough for docs`.

Of periods, too: `Deprecated for at least one release. Public ones stay for two.`
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipelines.read.clauses.records import Sentence

_NUMBER = r"(?P<n>one|two|three|four|five|[1-9]\d?)"
_AT_END = re.compile(  # `schema changes need two.`, `For `infra/`, it must be two, and`
    rf"\b(?:needs?|requires?|takes?|have|has|must be|should be|is|are|it's)\s+"
    rf"(?:at\s+least\s+|only\s+)?{_NUMBER}(?=\W*$|,)",
    re.IGNORECASE,
)
_AS_SUBJECT = re.compile(  # `For translations, one is enough.`
    rf"^(?:[^,;]{{2,60}},\s+)?(?:only\s+|just\s+)?{_NUMBER}"
    r"(?=\s+(?:is|are|suffices?|will\s+do)\b|\s+(?:for|from|by)\s)",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:an?|one|two|three|four|five|\d)\s+(?:[\w-]+\s+){0,3}?"
    r"(?:(?P<noun>approval|review|reviewer|vote|lgtm|sign-?off)s?\b"
    r"|(?:people|persons?|maintainers?|reviewers?|developers?|engineers?|members?"
    r"|committers?|owners?|colleagues?)\b(?!['’]))",
    re.IGNORECASE,
)
_LASTING = re.compile(  # `... stays for two.`
    rf"\b(?:for|within|after|at\s+least)\s+(?:at\s+least\s+)?"
    rf"(?:another\s+|a\s+further\s+)?{_NUMBER}(?=\W*$|[,;])",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"\b(?:an?|one|two|three|four|five|six|\d{1,2})\s+"
    r"(?P<unit>(?:(?:business|working|minor|major|stable|full)\s+)?"
    r"(?:minute|hour|day|week|month|quarter|year|release|version)s?)\b",
    re.IGNORECASE,
)
_APPROVING = re.compile(r"\b(?:approv|sign|review|lgtm)", re.IGNORECASE)


def completed(sentence: Sentence, before: str) -> Sentence:
    """`sentence` with the noun of its bare number, as the one before counts it.

    Args:
        sentence: The sentence.
        before: The words of the sentence before it; empty where there is none.
    """
    lasting, period = _LASTING.search(sentence.text), _PERIOD.search(before)
    if lasting and period and not _PERIOD.search(sentence.text):
        return _with(sentence, lasting.end("n"), period["unit"])
    bare = _AS_SUBJECT.match(sentence.text) or _AT_END.search(sentence.text)
    counted = _COUNTED.search(before)
    if not bare or not counted or _COUNTED.search(sentence.text):
        return sentence
    noun = counted["noun"] or ("approval" if _APPROVING.search(before) else "")
    return _with(sentence, bare.end("n"), noun) if noun else sentence


def _with(sentence: Sentence, end: int, noun: str) -> Sentence:
    """The sentence with a noun after its bare number."""
    text = f"{sentence.text[:end]} {noun.lower()}{sentence.text[end:]}"
    return replace(sentence, text=text)
