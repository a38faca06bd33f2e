"""Accounts of trouble that no heading or path calls an incident: posts, letters, notes.

Such a text tells of harm at a stated time, in the words of those who had it, and says
that they are sorry. Comments on the trouble of others do not.
"""

from __future__ import annotations

import re

from pipelines.read.incidents.clock import find_times
from pipelines.read.incidents.data import phrase, speaks_of_harm
from pipelines.read.incidents.days import find_days
from pipelines.read.incidents.durations import DURATION
from pipelines.read.incidents.headings import is_general_title
from pipelines.read.incidents.prose import Sentence, sentences_in
from pipelines.read.incidents.sections import Section
from pipelines.read.weekdays import FULL_WEEKDAY

_FIRST = 14  # sentences that say what it is about
_MOST = 300  # sentences
_LEAST_OWN = 2  # times that somebody speaks of what is theirs
_LEAST_TIMES = 2
_DURATION = re.compile(DURATION, re.IGNORECASE)
_WEEKDAY = re.compile(rf"\b(?:yesterday|last night|{FULL_WEEKDAY})\b", re.IGNORECASE)


def tells_of_harm(section: Section) -> bool:
    """Whether its title or the first sentence tells of trouble that came.

    The name and day of who wrote it are no sentence.
    """
    if is_general_title(section.title) or phrase("of_much").search(section.title):
        return False
    told = [one.text for one in _sentences(section)[:2]]
    first = [one for one in told if not phrase("byline").match(one)][:1]
    return any(_tells_of_harm(words) for words in (section.title, *first))


def is_account(section: Section) -> bool:
    """Whether a whole document tells of trouble of its own, and is sorry for it."""
    if is_general_title(section.title) or phrase("of_much").search(section.title):
        return False
    sentences = _sentences(section)
    if not any(_tells_of_harm(one.text) for one in sentences[:_FIRST]):
        return False
    words = [one.text for one in sentences]
    own = sum(len(phrase("first_person").findall(one)) for one in words)
    is_sorry = any(
        phrase("regrets").search(one) and not phrase("regrets_little").search(one)
        for one in words
    )
    explains = any(phrase("explains").search(one) for one in words)
    return own >= _LEAST_OWN and is_sorry and (explains or _is_timed(words))


def _sentences(section: Section) -> list[Sentence]:
    found: list[Sentence] = []
    for block in section.all_blocks():
        if block.kind in ("paragraph", "item") and not block.is_quoted:
            found += sentences_in(block)
        if len(found) >= _MOST:
            break
    return found[:_MOST]


def _tells_of_harm(text: str) -> bool:
    """Harm at a time that is told, not one that is planned or would be."""
    is_dated = find_days(text, year=2000) or _WEEKDAY.search(text) or find_times(text)
    is_past = phrase("tells").search(text)
    return bool(is_dated and speaks_of_harm(text) and is_past) and not phrase(
        "to_come"
    ).search(text)


def _is_timed(words: list[str]) -> bool:
    times = sum(len(find_times(one)) for one in words)
    is_lasting = any(_DURATION.search(one) for one in words)
    return times > _LEAST_TIMES or (times == _LEAST_TIMES and is_lasting)
