"""Titles that name a part of what the team makes, as against a subject of its work.

`## Foo SDK` over a rule says that it is one for that SDK; `## Reviews` and the
project's own name say nothing of the kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from pipelines.read.clauses.lexicon import section
from pipelines.read.clauses.records import Passage

_MOST_WORDS = 5
_LINE_WORDS = 8
_WORD = re.compile(r"[^\W\d_][\w+#.'-]*[\w+#]|[^\W\d_]")
_NUMBER = re.compile(r"^\W*(?:\d{1,3}(?:\.\d{1,3}){0,3}[.)]?\s+|step \d+\W*)", re.I)
_CODE = re.compile(r"`[^`]{1,60}`|\.?(?:[\w.-]{1,40}/){1,6}[\w.*-]{0,60}")
_JOINT = re.compile(r":\s|\s[-–—|]\s|[()]")
_SENTENCE = re.compile(r"[.?!]\W*$|[,;/]\s|`|@|\d{4}")
_LINE_TITLE = re.compile(r"(?P<name>[^\n:.!?]{2,60}):\s*$")


def parts_named(titles: Iterable[str], own: frozenset[str]) -> list[str]:
    """Those of the titles that name a part, each as `only for <title>`.

    Args:
        titles: Of the sections that a sentence stands in.
        own: Words of the project's own name.
    """
    return [f"only for {one}" for one in titles if names_part(one, own)]


@lru_cache(maxsize=16_384)
def names_part(title: str, own: frozenset[str] = frozenset()) -> bool:
    """Does a title, or a part of it, name a part of what is made, and not all of it."""
    plain = _NUMBER.sub("", title).strip(" *_:#")
    if _CODE.fullmatch(plain):
        return not own.issuperset(word.lower() for word in _WORD.findall(plain))
    return any(_names(one.strip(), own) for one in _JOINT.split(plain))


def _names(plain: str, own: frozenset[str]) -> bool:
    if not plain or _SENTENCE.search(plain):
        return False
    words = [word.lower() for word in _WORD.findall(plain)]
    telling = [word for word in words if not _expression("glue").match(word)]
    if not telling or len(words) > _MOST_WORDS or own.issuperset(telling):
        return False
    if _expression("component").search(plain) or _expression("within").search(plain):
        return True
    return not any(map(_is_general, telling))


def own_words(parts: Sequence[Passage]) -> frozenset[str]:
    """The words of the document's title, which is the project's or tells of its work.

    One of several titles of the same rank is none, if others name parts as well.
    """
    ranked = dict.fromkeys(part.headings[0] for part in parts if part.headings)
    outer = [*ranked]
    if not outer or any(map(names_part, outer[1:])):
        return frozenset()
    return frozenset(word.lower() for word in _WORD.findall(outer[0]))


def calls_attention(title: str) -> bool:
    """`Important`, over a note: it says nothing of what stands there."""
    return bool(_expression("attention").fullmatch(title.strip(" *_:!.").lower()))


def is_short(line: str) -> bool:
    """Is a line that stands for itself a title, by its length and its end."""
    words = line.strip()
    return len(words.split()) <= _LINE_WORDS and not words.endswith((".", "!", "?"))


def line_title(text: str) -> str:
    """The name that a paragraph or its line is alone, with a colon, else empty."""
    found = _LINE_TITLE.fullmatch(text.strip())
    return found["name"].strip(" *_") if found and names_part(found["name"]) else ""


def _is_general(word: str) -> bool:
    if word.endswith("ing") and not _expression("made").fullmatch(word):
        return True
    return any(_expression("general").match(part) for part in _word_parts(word) if part)


def _word_parts(word: str) -> Iterator[str]:
    """The word, and its parts around hyphens."""
    yield word
    if "-" in word:
        yield from word.split("-")


@cache
def _expression(name: str) -> re.Pattern[str]:
    words = section("titles", name)
    joined = "|".join(words) if isinstance(words, list) else words
    if name == "component":
        joined = rf"(?:^|(?<=[\s-]))(?:{joined})$"
    return re.compile(f"(?:{joined})", re.IGNORECASE)
