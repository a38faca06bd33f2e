"""A label's name cut in a prefix and a tail, in every way in which it may be meant."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipelines.read.labels.spelling import bare, joined, words
from pipelines.read.labels.synonyms import meaning_of

_SEPARATOR = re.compile(r"::|[:/=\]]")
_SPOKEN = re.compile(r"(?P<prefix>[^\W_]{1,12})(?P<mark>[- ])(?=\w)")  # `A-parser`
_BRACKETED = re.compile(r"(?P<words>[^()]{2,40}) \((?P<other>\w{2,20})\)")
_DOTTED = re.compile(r"[\w-]{1,30}\.(?P<tail>[\w-]{2,30})")  # `light.hue`


@dataclass(frozen=True, slots=True)
class Part:
    """One way to cut a name.

    Attributes:
        prefix, tail: Singular words in lower case, without blanks.
        head: The words of the prefix.
        words: Those of the tail, joined by a blank.
        is_spoken: Nothing but a dash or a blank stands between: the prefix is one only
            if other labels have it, too.
    """

    prefix: str
    head: tuple[str, ...]
    tail: str
    words: str
    is_spoken: bool = False


@lru_cache(maxsize=8192)
def parts_of(name: str) -> tuple[Part, ...]:
    """At every separator, else at the first dash or blank."""
    text = _plain(name)
    found = [
        part
        for mark in _SEPARATOR.finditer(text)
        for part in _cut(text[: mark.start()], text[mark.end() :])
    ]
    spoken = _SPOKEN.match(text)
    if not found and spoken:
        found = _cut(spoken["prefix"], text[spoken.end() :], is_spoken=True)
    return tuple(found)


@lru_cache(maxsize=8192)
def whole_of(name: str) -> str:
    """All words without blanks, and without a mark or a number in front."""
    return joined(words(_plain(name)))


@lru_cache(maxsize=8192)
def segments_of(name: str) -> tuple[str, ...]:
    """What stands between the separators."""
    cut = (joined(words(segment)) for segment in _SEPARATOR.split(_plain(name)))
    return tuple(segment for segment in cut if segment)


def _cut(prefix: str, tail: str, *, is_spoken: bool = False) -> list[Part]:
    head = tuple(words(prefix).split())
    tails = [tail]
    if dotted := _DOTTED.fullmatch(tail.strip()):
        tails.append(dotted["tail"])
    said = [words(one) for one in tails]
    return [
        Part(joined(" ".join(head)), head, joined(one), one, is_spoken)
        for one in said
        if head and one
    ]


def _plain(name: str) -> str:
    """Without what says the same once more in brackets: `accessibility (a11y)`."""
    text = bare(name)
    twice = _BRACKETED.search(text)
    if twice and twice.end() == len(text):
        said = _SEPARATOR.split(twice["words"])[-1]
        if meaning_of(words(said)) == meaning_of(words(twice["other"])):
            return text[: twice.end("words")]
    return text
