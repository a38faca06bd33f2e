"""What a sentence that begins with `it` or `the pull request` goes on about.

`If a patch breaks something, say so. Open it against `next`.`: the second sentence is
no rule for every patch. Whether what was named is all of a kind, the judge says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from pipelines.read.clauses.grammar import analyse
from pipelines.read.clauses.lexicon import filled, section
from pipelines.read.clauses.modals import main_clause

FARTHEST = 8  # sentences back
_LONGEST = 400  # characters of a sentence that are looked at
_SHORT = 80  # of one that is quoted


def antecedents(text: str, before: Sequence[str]) -> list[str]:
    """What the sentences before a sentence speak of, if it needs them to be read.

    Args:
        text: The sentence in plain words.
        before: Those before it in its paragraph or list, in their order; the last
            `FARTHEST` count.

    Returns:
        The case that they are about, the records, or their subject; of the nearest
        sentence that names any. Empty where `text` can be read by itself.
    """
    if not _refers(text):
        return []
    for sentence in reversed(before[-FARTHEST:]):
        words = sentence[:_LONGEST]
        found = list(_told(words))
        if found:
            return found
    return []


def graded(text: str, before: Sequence[str]) -> list[str]:
    """The severities of which the nearest sentence speaks that names any.

    Args:
        text: The sentence in plain words.
        before: Those of its own paragraph or item before it.
    """
    words, named = text[:_LONGEST], _expression("graded")
    if not _expression("refers_to_account").search(words) or named.search(words):
        return []
    for sentence in reversed(before[-FARTHEST:]):
        if found := named.search(sentence[:_LONGEST]):
            return [f"only for {found[0].strip()}"]
    return []


def topics(text: str, before: str) -> list[str]:
    """The topic that the sentence before sets, where `text` names no records itself.

    Args:
        text: The sentence in plain words.
        before: The one before it in its paragraph; empty where there is none.
    """
    own = text.replace("merge commits", "")  # a way to merge, and no record
    if _expression("names_records").search(own):
        return []
    words = before[:_LONGEST]
    if found := _expression("branch_topic").match(words):
        return [f"only for {found['case']}"]
    found = _expression("topic").match(words)
    return [found["case"]] if found else []


def named_by(lead: str) -> list[str]:
    """What a lead-in without a verb says that its list is about: `Schema changes`."""
    return [lead] if _expression("lead").match(lead.strip(" :")) else []


def scope(sentence: str) -> str | None:
    """For what alone the rest of the section holds, if the sentence says so."""
    words = sentence[:_LONGEST]
    found = _expression("scope").search(words)
    for name in ("applies", "caption"):
        found = found or _expression(name).match(words)
    return f"only for {found['case'].strip()}" if found else None


def restricted(following: Sequence[str]) -> list[str]:
    """For what alone a rule holds, as a sentence after it says."""
    for sentence in following:
        words = sentence[:_LONGEST]
        found = _expression("restricts").match(words)
        if found and not _expression("widening").search(words):
            return [f"only for {found['case'].strip()}"]
    return []


def own_rules(before: Sequence[str]) -> list[str]:
    """What has rules of its own, as the nearest sentence before says of something."""
    for sentence in reversed(before[-FARTHEST:]):
        if found := _expression("own_rules").match(sentence[:_LONGEST]):
            return [f"only for {found['case'].strip()}"]
    return []


def elsewhere(text: str, before: Sequence[str]) -> list[str]:
    """Of whom a sentence tells that goes on about others.

    Args:
        text: The sentence in plain words.
        before: Those of its own paragraph or item before it.
    """
    for sentence in (text, *reversed(before[-FARTHEST:])):
        words = sentence[:_LONGEST]
        is_other = any(_filled(one).match(words) for one in _elsewhere())
        if is_other and sentence is not text:
            return [f"only for what this is about: {words[:_SHORT].strip()}"]
        if _expression("own_again").search(words):
            return []
    return []


def sections(titles: Sequence[str]) -> list[str]:
    """Of the titles of a sentence's outer sections, those that name some changes only.

    Returns:
        Each as `under the heading <title>`.
    """
    found = [one for one in titles if _expression("sections").search(one[:_LONGEST])]
    return [f"under the heading {one}" for one in found]


def _refers(text: str) -> bool:
    return any(one.search(text[:_LONGEST]) for one in _references())


def _told(sentence: str) -> Iterator[str]:
    """The case, the kinds of records or, without these, the subject of a sentence."""
    case = _expression("case").match(sentence)
    if case and not _expression("plain_cases").match(case["case"]):
        yield case["case"]
        return
    rest = sentence[case.end() :] if case else sentence
    found = [one[0].strip() for one in _expression("spoken_of").finditer(rest)]
    named = [one for one in found if not _expression("goes_on").match(one)]
    yield from named
    if found and not (len(found) == 1 and _expression("in_passing").search(rest)):
        return
    # `A tester has tried it`: who did is not what is spoken of.
    subject = analyse(main_clause(rest)).subject
    is_of_before = _expression("goes_on").match(subject)
    if subject and not (is_of_before or _expression("pronoun").search(rest)):
        yield subject


def _elsewhere() -> list[str]:
    found: list[str] = section("antecedents", "elsewhere")
    return found


@cache
def _references() -> list[re.Pattern[str]]:
    return [_filled(one) for one in section("antecedents", "refers")]


@cache
def _expression(name: str) -> re.Pattern[str]:
    return _filled(section("antecedents", name))


@cache
def _filled(expression: str) -> re.Pattern[str]:
    words = {name: section("antecedents", name) for name in ("openers", "kind")}
    return re.compile(filled(expression, words), re.IGNORECASE)
