"""Names that a text gives without code marks, and that can be nothing but names."""

from __future__ import annotations

import re
from functools import cache

from pipelines.read.clauses.parameters.neighbours import speaks, speaks_of_labels
from pipelines.read.clauses.parameters.reading import words

# Marked already: code, addresses, quoted texts.
_MARKED = re.compile(r"`[^`]*`|\b(?:https?://|www\.)\S+|\"[^\"]{1,80}\"|“[^”]{1,80}”")
_SINGLE = re.compile(  # 'needs-triage'
    r"(?<=[\s(])'([A-Za-z][\w:/.-]{1,40}(?: [\w-]{1,20}){0,2})'(?=[\s.,;:)]|$)"
)
_TOKEN = re.compile(
    r"(?<![\w<>{}@`#])(?:[\w.:/*-]|<[a-zA-Z#][^<>`/\n]{0,40}>"
    r"|\{[a-zA-Z][\w -]{0,30}\})+"
)
_HOLE = re.compile(r"<[^<>]+>|\{[^{}]+\}|(?<=[\w/:.-])\*")
_JOINT = re.compile(r"[/:_-]")
_END = ".,:;-"


def with_marks(text: str) -> str:
    """`text` with marks around `fix/<id>`, and around `release-1.x` beside a branch.

    What is marked already stays as it is.
    """
    if "'" in text and speaks_of_labels(text):
        text = _SINGLE.sub(r"`\1`", text)
    if not re.search(r"[/<{*]|\d\.|[XN]\.", text):
        return text
    known = _branch_names() if speaks("pushes", text) else None
    parts: list[str] = []
    at = 0
    for match in _MARKED.finditer(text):
        parts += [_marked(text[at : match.start()], known), match[0]]
        at = match.end()
    return "".join([*parts, _marked(text[at:], known)])


def _marked(part: str, known: re.Pattern[str] | None) -> str:
    return _TOKEN.sub(lambda m: _with_mark(m[0], known), part)


def _with_mark(token: str, known: re.Pattern[str] | None) -> str:
    """A name with marks; `known` are the forms that are names in this sentence."""
    name = token.rstrip(_END)
    if name.endswith("*") and name.startswith("*"):
        return token  # emphasis
    is_name = bool(_HOLE.search(name) and _JOINT.search(_HOLE.sub("", name)))
    is_name = is_name or bool(known and known.fullmatch(name))
    return f"`{name}`{token[len(name) :]}" if is_name else token


@cache
def _branch_names() -> re.Pattern[str]:
    return re.compile(words()["plain_branch_names"])
