"""A number whose noun stands in the sentence before: `One is enough for docs`."""

from __future__ import annotations

import re
from dataclasses import replace

from pipelines.read.clauses.records import Sentence

_NUMBER = r"(?P<n>one|two|three|four|five|[1-9])"
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
    r"(?:(?P<noun>approval|review|reviewer|vote)s?\b"
    r"|(?:people|persons?|maintainers?|reviewers?|developers?|engineers?|members?"
    r"|committers?|owners?|colleagues?)\b)",
    re.IGNORECASE,
)
_APPROVING = re.compile(r"\b(?:approv|sign|review|lgtm)", re.IGNORECASE)


def completed(sentence: Sentence, before: str) -> Sentence:
    """`sentence` with the noun of its bare number, as the one before counts it.

    Args:
        sentence: The sentence.
        before: The words of the sentence before it; empty where there is none.
    """
    bare = _AS_SUBJECT.match(sentence.text) or _AT_END.search(sentence.text)
    counted = _COUNTED.search(before)
    if not bare or not counted or _COUNTED.search(sentence.text):
        return sentence
    noun = counted["noun"] or ("approval" if _APPROVING.search(before) else "")
    if not noun:
        return sentence
    end = bare.end("n")
    text = f"{sentence.text[:end]} {noun.lower()}{sentence.text[end:]}"
    return replace(sentence, text=text)
