"""The words beside a code span, which say what it is (words.yml, `spans`)."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal

from pipelines.read.clauses.lexicon import spaced
from pipelines.read.clauses.parameters.reading import Reading, Span, pattern, words

_WORDS_JOINED = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)+\+?")
_NEXT_THING = re.compile(  # `branch `x`, PR to main`: what comes next in a list
    r"\s*,\s*(?:prs?|pull\s+requests?|issues?|tickets?|bugs?|incidents?|tags?)\b",
    re.IGNORECASE,
)
Role = Literal["label", "branch", "base", "path", "team", "other"]


def by_list_end(text: str, span: Span) -> Role:
    """`x`, `y` and `z` labels: what follows the list says what each of it is."""
    is_label, *_ = _list_ends(text)[span.start]
    return "label" if is_label else "other"


def speaks_of_labels(text: str) -> bool:
    """Does the sentence speak of labels at all."""
    is_tagged = speaks("tags", text) and speaks("items", text)
    is_tagged = is_tagged and not speaks("commits", text)
    return is_tagged or speaks("labels", text)


def speaks(of: str, text: str) -> bool:
    return bool(pattern("spans", f"speaks_of_{of}").search(text))


def names_other(text: str, span: Span) -> bool:
    """A noun after the span, or after the list that it stands in: `x` headers."""
    _, is_other, _ = _list_ends(text)[span.start]
    return is_other


def is_branch_prefix(text: str, span: Span) -> bool:
    """`feat/` or `fix/` as branch prefix: so the words after the list say."""
    *_, is_branch = _list_ends(text)[span.start]
    return is_branch and speaks("branch_names", text)


@lru_cache(maxsize=16)
def _list_ends(text: str) -> dict[int, tuple[bool, bool, bool]]:
    """By the start of a span, whether its list ends in labels, other things, branches.

    Read once from the end, as a list may be as long as the text.
    """
    ends: dict[int, tuple[bool, bool, bool]] = {}
    after: Span | None = None
    for span in reversed(list(Reading(text, text).spans())):
        is_label, is_other, is_branch = False, False, False
        if after and is_listed(text, span, after):
            is_label, is_other, is_branch = ends[after.start]
            is_label = is_label or follows("label", text, after)
        is_other = is_other or follows("other", text, span)
        is_branch = is_branch or follows("branch", text, span)
        ends[span.start] = (is_label, is_other, is_branch)
        after = span
    return ends


def is_listed(text: str, one: Span, two: Span) -> bool:
    """Do only commas, brackets and `and` stand between two spans."""
    return bool(_list_joint().fullmatch(text[one.end : two.start]))


@cache
def _list_joint() -> re.Pattern[str]:
    joint = spaced(words()["spans"]["listed"])
    marks = r"[\s,;/|&()…–—-]{0,12}"
    return re.compile(rf"{marks}{joint}{marks}", re.IGNORECASE)


@cache
def _after(what: str) -> re.Pattern[str]:
    expression = spaced(words()["spans"]["after"][what])
    return re.compile(rf"[\s,]{{0,3}}(?:{expression})(?!\w)", re.IGNORECASE)


def follows(what: str, text: str, span: Span) -> bool:
    after = text[span.end : span.end + 40]
    if what == "label" and _NEXT_THING.match(after):
        return False
    return bool(_after(what).match(after))


def is_given(text: str, span: Span) -> bool:
    """`needs `docs-approved` from a writer`: a label that people give."""
    if not _WORDS_JOINED.fullmatch(span.text):
        return False
    given = re.compile(spaced(words()["spans"]["given"]), re.IGNORECASE)
    is_asked = ends_with("asks_for", text[max(0, span.start - 20) : span.start])
    return is_asked and bool(given.match(text, span.end))


@cache
def _ending(what: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{spaced(words()['spans'][what])})\s*$", re.IGNORECASE)


def ends_with(what: str, before: str) -> bool:
    return bool(_ending(what).search(before))


@cache
def _before() -> dict[Role, re.Pattern[str]]:
    return {
        role: re.compile(rf"(?<![\w`-])(?:{spaced(said)})(?!\w)", re.IGNORECASE)
        for role, said in words()["spans"]["before"].items()
    }


def nearest(before: str) -> Role | None:
    """What the word says that stands nearest before a span."""
    return next(iter(ranked(before)), None)


def ranked(before: str) -> list[Role]:
    """What the words before a span say, the nearest first."""
    last: list[tuple[int, bool, bool, Role]] = []
    for role, expression in _before().items():
        ends = [found.end() for found in expression.finditer(before)]
        if ends:
            last.append((-max(ends), role != "base", role != "other", role))
    return [role for *_, role in sorted(last)]
