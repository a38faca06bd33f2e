"""The marked words of a block that are names of labels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from urllib.parse import unquote

from pipelines.markdown import Block
from pipelines.read.labels.documented import is_family
from pipelines.read.labels.spelling import load, words

_SPAN = re.compile(r"`([^`\n]{1,60})`")
_QUOTED = re.compile(
    r"[\"“]([^\"”“\n`]{2,40})[\"”](?= labels?\b)"
    r"|(?<=\blabel )[\"“]([^\"”“\n`]{2,40})[\"”]"
)
# Beside a quoted label, what it was or is called.
_CALLED = re.compile(
    r"\b(?:called|named|renamed to|replaced by|renamed|formerly|previously) "
    r"[\"“](?P<name>[^\"”“\n`]{2,40})[\"”]",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://[^\s<>()\"]{1,200}?/labels/([^\s<>()\"?#,;]{1,120})")
_PLACEHOLDER = re.compile(r"<[^<>]{1,30}>|\{[^{}]{1,30}\}|\.\.\.|…|\*")
_STARRED = re.compile(r"^\*[A-Za-z][\w -]{2,40}$")  # `*duplicate`: sorts to the top
_NUMBERED = re.compile(r"(?P<stem>.*\D)(?P<number>\d)")
_TO = re.compile(r"\s*(?:to|through|until|-|–|—|\.{2,3}|…)\s*", re.IGNORECASE)
_RENAMES = re.compile(
    r"\b(?:renam|chang|mov|merg|migrat|replac|convert|relabel|map|fold)\w*",
    re.IGNORECASE,
)
_QUERY = re.compile(r"-?label:(?P<mark>\"?)(?P<name>[^\"\s][^\"]{0,58})(?P=mark)")
_ANY_QUOTED = re.compile(r"[\"“]([^\"”“\n`]{2,40})[\"”]")
_ITALIC = re.compile(r"(?<![*_\w`])[*_](?![\s*_])([^*_\n`]{2,40})[*_](?![*_\w`])")
_BECOMES = re.compile(
    r":? ?(?:was |is |has been |have been |got |are |were )?"
    r"(?:now(?: called| named)?|became|becomes"
    r"|(?:renamed|merged|folded|changed|turned|converted) (?:to|into|as)"
    r"|(?:replaced|superseded) (?:by|with)|replaces|supersedes) ?",
    re.IGNORECASE,
)
_FAMILY = re.compile(r"^[A-Za-z][\w .-]{0,30}(?:::|[:/-]) ?\*$")


@dataclass(frozen=True, slots=True)
class Mention:
    """A label at `start:end` of the text of a block."""

    name: str
    start: int
    end: int


def find_mentions(block: Block, text: str) -> list[Mention]:
    """Labels in `text`, the words of `block`: code spans and links to label pages."""
    found = [
        Mention(name, match.start(), match.end())
        for match in _SPAN.finditer(text)
        if (name := label_in(match[1])) and _stands_as_label(text, match)
    ]
    found += [
        Mention(name, match.start(), match.end())
        for match in _ADDRESS.finditer(text)
        if (name := label_in(unquote(match[1])))
    ]
    found += [
        Mention(name, match.start(), match.end())
        for match in _QUOTED.finditer(text)
        if (name := label_in(match[1] or match[2]))
    ]
    if _QUOTED.search(text):
        found += [
            Mention(name, match.start("name") - 1, match.end("name") + 1)
            for match in _CALLED.finditer(text)
            if (name := label_in(match["name"]))
            and not any(m.start <= match.start("name") < m.end for m in found)
        ]
    for words_of_link, target in block.links:
        address = _ADDRESS.match(target)
        name = label_in(unquote(address[1])) if address else None
        at = text.find(words_of_link) if name and words_of_link else -1
        if name and at >= 0 and not any(m.start <= at < m.end for m in found):
            found.append(Mention(name, at, at + len(words_of_link)))
    found.sort(key=lambda mention: mention.start)
    return sorted([*found, *_ranged(found, text)], key=lambda mention: mention.start)


def joined_by_renames(block: Block, text: str) -> Iterator[Mention]:
    """Quoted, bold or slanted names that words of renaming join."""
    spans = [(q.start(), q.end(), q[1]) for q in _ANY_QUOTED.finditer(text)]
    italics = [match[1] for match in _ITALIC.finditer(block.source)]
    for marked in (block.bold, italics):
        at = 0
        for name in marked:
            if (start := text.find(name, at)) >= 0:
                at = start + len(name)
                spans.append((start, at, name))
    for (start, end, old), (next_start, next_end, new) in pairwise(sorted(spans)):
        is_told = _BECOMES.fullmatch(text[end:next_start])
        if is_told and label_in(old) and label_in(new):
            yield Mention(label_in(old) or "", start, end)
            yield Mention(label_in(new) or "", next_start, next_end)


def _ranged(found: list[Mention], text: str) -> Iterator[Mention]:
    """What a range leaves out: the three between `sev0` and `sev4`."""
    for first, last in pairwise(found):
        is_renamed = _RENAMES.search(text[max(0, first.start - 40) : first.start])
        if _TO.fullmatch(text[first.end : last.start]) and not is_renamed:
            for name in between(first.name, last.name):
                yield Mention(name, first.start, first.end)


def between(first: str, last: str) -> list[str]:
    """The names that lie between two that differ in their last number."""
    one, two = _NUMBERED.fullmatch(first), _NUMBERED.fullmatch(last)
    if not one or not two or one["stem"] != two["stem"]:
        return []
    numbers = range(int(one["number"]) + 1, int(two["number"]))
    return [f"{one['stem']}{number}" for number in numbers]


def label_in(marked: str) -> str | None:
    """The label that marked words name (a family as `area:*`), if they name one."""
    name = marked.strip().strip("\"'")
    if searched := _QUERY.fullmatch(marked.strip()):
        name = searched["name"]
    if is_no_name(name):
        return None
    if not _STARRED.match(name):
        name = _PLACEHOLDER.sub("*", name)
    if name.endswith(("/", ":")) and _FAMILY.match(f"{name}*"):
        name += "*"  # `kind/` speaks of the whole family
    if is_family(name):
        return name if _FAMILY.match(name) and not _is_branch(name) else None
    if (
        not name
        or len(name) > 50
        or len(name.split()) > 6
        or name in _listed("not_labels")
    ):
        return None
    if any(shape.search(name) for shape in _shapes()):
        return None
    return name


def is_no_name(words_in_place: str) -> bool:
    """What stands where a name would: `-`, `(removed)`, `none`."""
    return words_in_place.casefold().strip("*_()[] ") in _listed("no_names")


def is_place_of_labels(path: str, kind: str | None) -> bool:
    """Whether a document is about labels, by its name or kind."""
    stem = words(path.rpartition("/")[2].rpartition(".")[0].casefold())
    if _any_of("other_places").search(stem):
        return False
    return bool(set(stem.split()) & _singular("places")) or (kind or "") in (
        "label",
        "labels",
    )


def speaks_of_labels(text: str) -> bool:
    """Whether one of the words that announce a label of the tracker stands in it."""
    if not _cues().search(text):
        return False
    return bool(_words("items").search(text)) or not _any_of("other_labels").search(
        text
    )


def speaks_on_of_labels(text: str) -> bool:
    """Whether a sentence says of labels announced elsewhere which one to use."""
    return bool(_any_of("still_of_labels").search(text))


def heads_labels(heading: str) -> bool:
    """Whether a section with this heading is about labels."""
    title = words(heading.casefold())
    return bool(set(title.split()) & _singular("places")) and not (
        _any_of("other_places").search(title)
    )


def _stands_as_label(text: str, match: re.Match[str]) -> bool:
    before = re.search(r"(\w+)\s+$", text[max(0, match.start() - 30) : match.start()])
    after = re.match(r"\s+(\w+)", text[match.end() : match.end() + 30])
    if before and before[1].lower() in _listed("not_before"):
        return False
    return not (after and after[1].lower() in _listed("not_after"))


def _is_branch(name: str) -> bool:
    return (
        name.partition("/")[0]
        in ("feat", "fix", "feature", "bugfix", "hotfix", "release", "chore", "docs")
        and "/" in name
    )


@cache
def _listed(key: str) -> frozenset[str]:
    return frozenset(load("mentions.yml")[key])


@cache
def _singular(key: str) -> frozenset[str]:
    return frozenset(words(word) for word in load("mentions.yml")[key])


@cache
def _shapes() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(shape) for shape in load("mentions.yml")["not_shapes"])


def _cues() -> re.Pattern[str]:
    return _words("cues")


@cache
def _words(key: str) -> re.Pattern[str]:
    listed = "|".join(re.escape(word) for word in load("mentions.yml")[key])
    return re.compile(rf"(?<![\w`-])(?:{listed})(?![\w`-])", re.IGNORECASE)


@cache
def _any_of(key: str) -> re.Pattern[str]:
    return re.compile("|".join(load("mentions.yml")[key]), re.IGNORECASE)
