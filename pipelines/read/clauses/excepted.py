"""What the sentence after a rule takes out of it.

`A pull request stays open for a day. Typos don't have to wait.`
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import Any

from pipelines.read.clauses.leads import lead_in
from pipelines.read.clauses.lexicon import filled, section
from pipelines.read.clauses.records import Passage
from pipelines.read.clauses.sentences import fold
from pipelines.read.splitting import split

_LONGEST = 300  # characters of the sentence that are looked at
_FARTHEST = 30  # passages after a rule that are looked at
_GOES_ON = re.compile(r"\W*(?:this|that|it|these|those|both)\b", re.IGNORECASE)
_SENTENCES = 2  # of a later passage
_STEM = 5  # letters that tell a word, whatever its ending
_MAX_WORDS = 120  # characters of an exception
_NOTE = re.compile(r"\[\^([\w-]{1,20})\](?!:)")  # the mark of a footnote
_FOOTNOTE = re.compile(r"\[\^(?P<name>[\w-]{1,20})\]:\s*(?P<text>.*)", re.DOTALL)
_CLASSES = (  # filled in for `<some>`
    *("some", "sent", "part", "when", "less", "enough", "due", "unneeded"),
)
_LABEL = re.compile(
    r"\W*(?:note|nb|n\.b\.|important|info|hint|tip|warning|caution)\W+", re.IGNORECASE
)


def excepted_after(following: str, demands: Sequence[str] = ()) -> str | None:
    """The words for what is no part of the rule before, in small letters.

    Args:
        following: The sentence that comes after the rule, in plain words.
        demands: What the rule asks for: `Backports target the release branch` takes
            nothing out of a rule about approvals.
    """
    return _excepted(following, "after", demands)


def excepted_before(before: str, rule: str) -> str | None:
    """What the sentence before a rule takes out of it, in small letters.

    Args:
        before: That sentence, in plain words.
        rule: The rule, which must be about the same thing.
    """
    if _whole(section("excepted", "of_before")).match(before[-_LONGEST:]):
        return None
    for expression, of in _before():
        found = expression.match(before[:_LONGEST].strip())
        if not found or _is_nothing(found["what"]) or _is_all(found["what"]):
            continue
        thing = found.groupdict().get("thing")
        if _speaks_of(rule, thing) if thing else of.search(rule):
            return found["what"].strip().lower()
    return None


def _speaks_of(rule: str, thing: str) -> bool:
    """Whether the last words of a thing stand in the rule, whatever their endings."""
    words = [word.lower()[:_STEM] for word in re.findall(r"\w{4,}", thing)]
    return any(word in rule.lower() for word in words)


def longer_after(following: str) -> str | None:
    """What has more time than the rule before gives, in small letters."""
    return _excepted(following, "longer")


def footnotes(parts: Sequence[Passage]) -> dict[str, str]:
    """What the footnotes of a document say, by the names of their marks."""
    found = (_FOOTNOTE.match(part.text[:_LONGEST]) for part in parts)
    return {one["name"]: one["text"] for one in found if one}


def excepted_later(
    parts: Sequence[Passage], position: int, notes: Mapping[str, str]
) -> list[str]:
    """What the passages after a rule's, and its footnotes, take out of it.

    `The exceptions:` with a list, a section `Exceptions` below the rule's, a paragraph
    that begins with `This does not apply to ...`.

    Args:
        parts: The passages of the document.
        position: That of the rule's passage.
        notes: The footnotes of the document.
    """
    found = [*_later(parts, position), *_noted(parts[position], notes)]
    words = (" ".join(one.split())[:_MAX_WORDS].strip(" .").lower() for one in found)
    return list(dict.fromkeys(one for one in words if one))


def _later(parts: Sequence[Passage], position: int) -> Iterator[str]:
    here, is_near = parts[position], True
    if _is_of_exceptions(here):
        return
    for part in parts[position + 1 : position + 1 + _FARTHEST]:
        depth = len(here.headings)
        if part.headings[:depth] != here.headings:
            return
        text = fold(part.text[:_LONGEST])
        below = part.headings[depth:]
        if below:
            if _lead().fullmatch(below[0].strip()):
                yield text
        elif is_near and _lead().match(fold(lead_in(part))):
            yield text
        elif words := is_near and _said_in(_LABEL.sub("", text, count=1)):
            yield words
        elif not (_lead().match(text) or (here.list_id == part.list_id != 0)):
            is_near = False


def _said_in(text: str) -> str | None:
    """What the first sentence excepts, or the one after `This is strict`."""
    for start, stop in islice(split(text), _SENTENCES):
        if words := _excepted(text[start:stop], "far"):
            return words
        if not _GOES_ON.match(text[start:stop]):
            return None
    return None


def _noted(here: Passage, notes: Mapping[str, str]) -> Iterator[str]:
    """What the footnotes say that the passage has marks of."""
    for name in _NOTE.findall(here.text)[:3]:
        if words := _excepted(fold(notes.get(name, "")), "far"):
            yield words


def _is_of_exceptions(passage: Passage) -> bool:
    """Whether the passage is itself one of the exceptions."""
    return bool(_lead().match(fold(lead_in(passage))))


def _excepted(text: str, kind: str, demands: Sequence[str] = ()) -> str | None:
    text = text[:_LONGEST].strip()
    for expression, demanded in _expressions(kind):
        found = expression.match(text)
        if not found or (demanded and demanded.isdisjoint(demands)):
            continue
        if label := found.groupdict().get("label"):
            return f"labelled {label.lower()}"
        if not _is_nothing(found["what"]):
            return _tidy(found["what"])
    return None


def _tidy(words: str) -> str:
    """In small letters, without the end of a bracket that opens before them."""
    words = words.strip().lower()
    return words if "(" in words else words.rstrip(" )")


def taken_back(second: str, demands: Sequence[str] = ()) -> str | None:
    """The case in which the rule does not hold, as the second sentence after it says.

    Args:
        second: That sentence; others than `Only if ...` and `It does not apply to ...`
            may be about what is between.
        demands: What the rule asks for.
    """
    found = excepted_after(second, demands)
    if found and found.startswith(tuple(section("excepted", "cases"))):
        return found
    return _excepted(second, "far")


def _is_nothing(words: str) -> bool:
    return bool(_not_these().fullmatch(words.strip()))


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{section('excepted', 'lead')})", re.IGNORECASE)


@cache
def _expressions(kind: str) -> list[tuple[re.Pattern[str], frozenset[str]]]:
    """The expressions, each with the demands that it is read for; none: for all."""
    lead = section("excepted", "openers")
    words = {name: section("excepted", name) for name in _CLASSES}
    return [
        (_whole(lead + filled(expression, words)), demanded)
        for one in section("excepted", kind)
        for expression, demanded in _by_demand(one)
    ]


def _by_demand(entry: str | Mapping[str, Any]) -> Iterator[tuple[str, frozenset[str]]]:
    """An expression, or one for each demand whose thing it names."""
    found = entry if isinstance(entry, str) else entry["found"]
    if "<thing>" in found:
        for demand, thing in section("excepted", "things").items():
            yield filled(found, {"thing": thing}), frozenset([demand])
    else:
        demanded = () if isinstance(entry, str) else entry["demanded"]
        yield found, frozenset(demanded)


@cache
def _not_these() -> re.Pattern[str]:
    return re.compile(section("excepted", "not_these"), re.IGNORECASE)


def _is_all(words: str) -> bool:
    return bool(_whole(section("excepted", "all_of_them")).match(words.strip()))


@cache
def _whole(expression: str) -> re.Pattern[str]:
    return re.compile(expression, re.IGNORECASE)


@cache
def _before() -> list[tuple[re.Pattern[str], re.Pattern[str]]]:
    lead = section("excepted", "openers")
    return [
        (_whole(lead + one["found"]), _whole(one.get("of", ".")))
        for one in section("excepted", "before")
    ]
