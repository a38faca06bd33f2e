"""Former names that a comment beside a label of a label file tells: `# was "crash"`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipelines.read.labels.documented import DocumentedLabel

_COMMENT = re.compile(r"(?:^|\s)(?:#|//)\s?(?P<words>[^\n]{1,300})$")
_ALONE = re.compile(r"^\s*(?:#|//)")
_CUE = (
    r"(?:formerly|previously|former(?:ly)? (?:known as|called|named?)|renamed from"
    r"|used to be(?: called| named)?|old names?|previous names?|aliases|alias|aka"
    r"|a\.k\.a\.?|replaces|supersedes|was(?: called| named)?|originally|ex|n[ée]e|fka)"
)
_MARKED = re.compile(rf"\b{_CUE}:?\s+(?P<names>[\"'`][^\n]+)$", re.IGNORECASE)
_BARE = re.compile(
    rf"^\W{{0,3}}{_CUE}(?::\s+|(?<!was)\s+)(?P<names>[\w:/. -]{{1,40}}"
    r"(?:, ?[\w:/. -]{1,40}){0,5})\W{0,2}$",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"(?P<mark>[\"'`])(?P<name>[^\"'`\n]{1,60})(?P=mark)")
# `# crash`, or `# crash -> kind/bug`
_ALONE_NAME = re.compile(
    r"[\"'`]?(?P<name>[\w:/.-]{1,40}(?: [\w:/.-]{1,40}){0,2}?)[\"'`]?"
    r"(?:\s?(?:->|=>|→)[^\n]{1,60})?"
)
_LONGEST = 4  # words of a bare name; more are a sentence


def read_remarks(
    labels: Sequence[DocumentedLabel], lines: Sequence[str]
) -> Iterator[tuple[DocumentedLabel, str, int]]:
    """(label, former name, 1-based line of the comment), for every one remarked.

    A comment on a line of its own belongs to the label of the next line, or, indented
    more, to the one that it stands in; after a blank line to none.
    """
    by_line = {label.line: label for label in labels if label.alias_of is None}
    waiting: list[tuple[str, int]] = []
    depth = 0
    label: DocumentedLabel | None = None
    for number, line in enumerate(lines, start=1):
        said = _COMMENT.search(line[:1_000])
        if _ALONE.match(line):
            depth = _depth(line)
            waiting += [(said["words"], number)] if said else []
            continue
        inside, label = label, by_line.get(number, label) if line.strip() else None
        above = inside if inside and depth > _depth(line) else label
        for words, place in waiting:
            yield from _remarked(above, words, place)
        if said:
            yield from _remarked(label, said["words"], number)
        waiting = []


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())


def _remarked(
    label: DocumentedLabel | None, words: str, line: int
) -> Iterator[tuple[DocumentedLabel, str, int]]:
    for name in former_in(words) if label else []:
        if label and name != label.name:
            yield label, name, line


def former_in(words: str, *, is_bare: bool = False) -> list[str]:
    """The former names that a comment tells; `is_bare`: one may stand all alone."""
    if marked := _MARKED.search(words):
        return [match["name"].strip() for match in _QUOTED.finditer(marked["names"])]
    if bare := _BARE.match(words):
        names = [name.strip() for name in bare["names"].split(",")]
        return [name for name in names if name and len(name.split()) <= _LONGEST]
    if is_bare and (alone := _ALONE_NAME.fullmatch(words.strip())):
        return [alone["name"].strip()]
    return []
