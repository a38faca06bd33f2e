"""Titles and questions that name a situation: what stands below holds in it alone.

`## If CI is broken`, `## My change is urgent`, `What about forks?`; and not `## When
you are ready`, `Do I need a review?`, which are about every change.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from pipelines.read.clauses.lexicon import section
from pipelines.read.clauses.records import Passage
from pipelines.read.clauses.titles import parts_named

_LONGEST = 200  # characters of a title
_NEAR = 4  # sentences after a question that may answer it
_WORD = re.compile(r"[^\W\d_][\w+#'-]*")
_OPENING = re.compile(
    r"^\W*(?:\d+(?:\.\d+)*[.)]?\s+)?(?:q(?:uestion)?\W*?[:.)]\s*)?\W*", re.I
)
_WHOLE = ("told", "asked")  # signs in the title of a document
_PART = (*_WHOLE, "kinds")  # ... and in that of a section
_CLOSING = " *_:\"”'"


def named_around(passage: Passage, title: str, own: frozenset[str]) -> list[str]:
    """What the titles and lead-ins around a passage say that it is for.

    Args:
        passage: What stands below them.
        title: Of the document, which has the name of the project in it.
        own: Words of the project's own name, which narrow nothing.
    """
    titles = passage.headings
    first = [one for one in titles[:1] if one == title]
    leads = (one.strip(" :*") for one in passage.leads)
    inner = (*titles[len(first) :], *leads)
    # The title of the document is read for itself.
    whole = [one for one in first if _is_of_case(one, frozenset(), _WHOLE)]
    parts = parts_named((*first, *inner), own)
    return [*parts, *(f"only for {one}" for one in whole), *situations(inner, own)]


def begun_with(passage: Passage, first: str, own: frozenset[str]) -> list[str]:
    """The part that the bold words name which a passage begins with: `Plugins.`."""
    name = first.strip(" .:")
    is_bold = any(one.strip(" .:") == name for one in passage.bold[:1])
    return parts_named([name], own) if is_bold else []


def situations(titles: Iterable[str], own: frozenset[str]) -> list[str]:
    """Those of the titles that name a situation, each as `only for <title>`.

    Args:
        titles: Of the sections and lists that a sentence stands in.
        own: Words of the project's own name, which tell of no situation.
    """
    return [f"only for {one}" for one in titles if names_situation(one, own)]


def asked(before: Sequence[str], own: frozenset[str]) -> list[str]:
    """The question that a sentence answers, if it is about one situation.

    Args:
        before: The sentences before it, in their order.
        own: Words of the project's own name.
    """
    near = (one.rstrip(_CLOSING) for one in reversed(before[-_NEAR:]))
    question = next((one for one in near if one.endswith("?")), "")
    return situations([question], own) if question else []


@lru_cache(maxsize=16_384)
def names_situation(title: str, own: frozenset[str] = frozenset()) -> bool:
    """Is a title about one situation of several."""
    return _is_of_case(title, own, _PART)


def _is_of_case(title: str, own: frozenset[str], signs: tuple[str, ...]) -> bool:
    plain = title[:_LONGEST].replace("’", "'").rstrip(_CLOSING)
    plain = _OPENING.sub("", plain, count=1)
    if _times().search(plain):
        return True
    if not any(one.search(plain) for one in _signs(signs)):
        return False
    words = [word.lower() for word in _WORD.findall(plain)]
    return any(word not in own and not _usual().match(word) for word in words)


@cache
def _signs(names: tuple[str, ...]) -> list[re.Pattern[str]]:
    found = [one for name in names for one in section("situations", name)]
    return [re.compile(one, re.IGNORECASE) for one in found]


@cache
def _times() -> re.Pattern[str]:
    return re.compile(section("situations", "times"), re.IGNORECASE)


@cache
def _usual() -> re.Pattern[str]:
    words = "|".join(section("situations", "usual"))
    return re.compile(f"(?:{words})", re.IGNORECASE)
