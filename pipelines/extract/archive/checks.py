"""What an archive says of a pull request's checks."""

from __future__ import annotations

import re
from functools import cache

from pipelines.extract.archive.vocabulary import any_word, is_nothing, words

_QUESTION = re.compile(r"\?\s*[\"”']?\s*$")
_NEAR = 60  # characters between what is checked and how it went


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {name: any_word(names) for name, names in words()["checks"].items()}


@cache
def _marks() -> dict[str, list[str]]:
    """Emoji and the like, which no word boundary surrounds."""
    return {
        state: [word for word in words()["checks"][state] if not re.search(r"\w", word)]
        for state in ("failing", "passing")
    }


def conclusion_of(value: str) -> str | None:
    """Return passing, failing or pending as a CI field says, unknown if it does not.

    A failure among successes is a failure. None: the field says that there is none.
    """
    if is_nothing(value):
        return None
    patterns, marks = _patterns(), _marks()
    rest, cleared = patterns["none_failing"].subn(" ", value)
    if patterns["failing"].search(rest) or any(m in rest for m in marks["failing"]):
        return "failing"
    if patterns["pending"].search(rest):
        return "pending"
    if (
        cleared
        or patterns["passing"].search(rest)
        or any(m in rest for m in marks["passing"])
    ):
        return "passing"
    return "unknown"


def stated_in(sentence: str) -> str | None:
    """Return passing or failing if a sentence states how the checks went, else None.

    Wishes, rules, questions, conditions, and changes whose subject is the failing
    tests state nothing.
    """
    sentence = sentence[:1000]
    patterns = _patterns()
    if _QUESTION.search(sentence) or patterns["not_a_statement"].search(sentence):
        return None
    cleared = patterns["none_failing"].sub("passing", sentence)
    outcomes = set()
    for noun in patterns["nouns"].finditer(cleared):
        before = cleared[max(0, noun.start() - 40) : noun.start()]
        window = cleared[max(0, noun.start() - _NEAR) : noun.end() + _NEAR]
        if _is_subject_of_the_change(before):
            continue
        for outcome in ("failing", "passing"):
            if patterns[outcome].search(window):
                outcomes.add(outcome)
    if "failing" in outcomes:
        return "failing"
    return "passing" if outcomes else None


def _is_subject_of_the_change(before: str) -> bool:
    """`Fixes the failing ` in front of `tests`."""
    last = before.casefold().split()[-4:]
    return any(word.strip(".,:;") in words()["checks"]["not_before"] for word in last)
