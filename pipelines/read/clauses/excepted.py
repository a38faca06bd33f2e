"""What the sentence after a rule takes out of it.

`A pull request stays open for a day. Typos don't have to wait.`
"""

from __future__ import annotations

import re
from functools import cache

from pipelines.read.clauses.lexicon import section

_LONGEST = 300  # characters of the sentence that are looked at


def excepted_after(following: str) -> str | None:
    """The words for what is no part of the rule before, in small letters.

    Args:
        following: The sentence that comes after the rule, in plain words.
    """
    text = following[:_LONGEST].strip()
    for expression in _expressions():
        found = expression.match(text)
        if found and not _is_nothing(found["what"]):
            return found["what"].strip().lower()
    return None


def taken_back(second: str) -> str | None:
    """The case in which the rule does not hold, as the second sentence after it says.

    Args:
        second: That sentence; others than `Only if ...` may be about what is between.
    """
    found = excepted_after(second)
    is_case = found and found.startswith(tuple(section("excepted", "cases")))
    return found if is_case else None


def _is_nothing(words: str) -> bool:
    return bool(_not_these().fullmatch(words.strip()))


@cache
def _expressions() -> list[re.Pattern[str]]:
    lead = r"\W*(?:but |however,? |though )?"
    return [
        re.compile(lead + one, re.IGNORECASE) for one in section("excepted", "after")
    ]


@cache
def _not_these() -> re.Pattern[str]:
    return re.compile(section("excepted", "not_these"), re.IGNORECASE)
