"""Find the items that a text names, and what its sentences make of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipelines.data_files import compiler_with, read_yaml
from pipelines.read.scope import Scopes
from pipelines.read.sentences import Sentence, split_sentences

_ROLES = Path(__file__).with_name("roles.yml")
_NAME = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})/[A-Za-z0-9._-]{1,100}"
_REFERENCE = re.compile(
    rf"https?://[\w.-]{{1,100}}/(?P<url_repo>{_NAME})/"
    r"(?P<url_kind>issues|pulls?|merge_requests)/(?P<url_number>\d{1,9})\b(?:[/#?][^\s()\[\]<>\"'`]{0,200})?"
    rf"|(?<![\w/.-])(?P<repo>{_NAME})#(?P<repo_number>\d{{1,9}})\b"
    r"|(?<![\w&/#.-])(?:"
    r"(?P<noun>pr|mr|pull[- ]requests?|merge[- ]requests?|prs|issues?)"
    r"(?P<gap>[- ]?\[?#| no\.? ?| number |[- ]))(?P<named>\d{1,7})(?![\w%]|[.:,/-]\d)"
    r"|(?<![\w&/#])(?:gh-|GH-)(?P<gh>\d{1,7})\b"
    r"|(?<![\w&#/.=])(?P<mark>[#!])(?P<number>[1-9]\d{0,6})(?![\w-]|[.:]\d)",
    re.IGNORECASE,
)
_COLOUR = re.compile(r"\b(?:colou?r|fill|background|hex)\W{0,4}$", re.IGNORECASE)
_OUTSIDE = 160  # characters of a sentence looked at on either side of a reference
_PULL_NOUN = re.compile(r"p|m", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reference:
    """A mention of an issue or a pull request.

    Attributes:
        target_repository_id: `owner/name`, or None when the text names none and the
            caller gave none.
        target_number: Its number.
        target_kind: `issue`, `pull_request` or `unknown`, as far as the words tell.
        role: `cause`, `fix`, `closes`, `follow_up`, `reverts`, `duplicate`, `mention`.
        quote: The sentence, verbatim.  line: 1-based, of the sentence.
        is_negated: The sentence denies the role.
    """

    target_repository_id: str | None
    target_number: int
    target_kind: str
    role: str
    quote: str
    line: int
    is_negated: bool = False


@dataclass(frozen=True, slots=True)
class _Role:
    name: str
    before: tuple[re.Pattern[str], ...]
    after: tuple[re.Pattern[str], ...]


@cache
def _roles() -> tuple[_Role, ...]:
    data = read_yaml(_ROLES)
    compiled = compiler_with(data["words"])
    return tuple(
        _Role(row["role"], compiled(row.get("before")), compiled(row.get("after")))
        for row in data["roles"]
    )


def find_references(text: str, *, repository_id: str | None) -> list[Reference]:
    """Items named in a text, in its order; one row per mention.

    Args:
        text: Markdown, plain text or a commit message.
        repository_id: `owner/name` that a bare `#12` belongs to, if known.
    """
    return [
        reference
        for sentence in split_sentences(text)
        for reference in _in_sentence(sentence, repository_id)
    ]


def _in_sentence(sentence: Sentence, repository_id: str | None) -> Iterator[Reference]:
    words = _with_targets(sentence)
    if not _REFERENCE.search(words):
        return
    scopes = Scopes(words)
    seen: set[tuple[str | None, int]] = set()
    for found in _REFERENCE.finditer(words):
        if _COLOUR.search(words[: found.start()][-20:]):
            continue
        repository, number, kind = _target(found, repository_id)
        if (repository, number) in seen:
            continue
        seen.add((repository, number))
        role, start, end = _role(words, *found.span())
        if role == "mention" and _is_given_as_cause(sentence, words, *found.span()):
            role = "cause"
        if role == "closes" and kind == "pull_request":
            role = "fix"  # "fix: <pull request>" names what mends, not what is mended
        yield Reference(
            target_repository_id=repository,
            target_number=number,
            target_kind=kind,
            role=role,
            quote=sentence.quote,
            line=sentence.line,
            is_negated="negated" in scopes.flags_at(start, end),
        )
    yield from _more_numbers(words, sentence, repository_id, seen)


_CAUSE = re.compile(
    r"\W*(?:[\d.]+ )?(?:(?:the )?(?:root |underlying |direct |proximate )?causes?"
    r"(?: analysis)?|trigger)\W*",
    re.IGNORECASE,
)


_WHY = re.compile(
    r"\W*(?:[\d.]+ )?why"
    r"(?: (?:did )?(?:it|this|that) (?:happen(?:ed)?|break|broke|fail(?:ed)?))?\W*",
    re.IGNORECASE,
)
# What was done to a thing, right before the item by which it was.
_DONE_BY = re.compile(
    r"\b(?:after|since|once|when|because)\b[^.;]{2,80}? (?:was|were|got|had been) "
    r"(?P<done>\w+)(?: \w+){0,2} (?:in|by|with) (?:pr )?$",
    re.IGNORECASE,
)
# Below `Root cause`, without `after`: `Retention was doubled in #7`, no mere mention.
_CHANGED_BY = re.compile(
    r"\b(?:was|were|got|had been) (?:(?!(?:not|never)\b)\w+ ){0,2}?"
    r"(?!(?:first |already |also )?(?:review|explain|investigat|analy|examin|diagnos"
    r"|reproduc|confirm|verif|test|measur|debat|answer|question|discuss|report|notic"
    r"|found|track|describ|document|seen|mention|fil|open|writ|plann|propos|request|foreseen|known|expect|predict|ask))"
    r"(?:\w+(?:ed|en|wn|pt|lt|ft|nt)|cut|set|put|made|built|split|lost)"
    r"(?: [\w%.-]+){0,5} (?:in|by|with) (?:pr |pull request )?$",
    re.IGNORECASE,
)
_TAKEN_AWAY = re.compile(
    r"removed|dropped|deleted|disabled|renamed|reverted|lowered|reduced|shortened"
    r"|stripped|cut|turned|switched|replaced",
    re.IGNORECASE,
)


def _is_given_as_cause(sentence: Sentence, words: str, start: int, end: int) -> bool:
    """Below `Root cause`: `It locks too early (#7)`, `After it was cut in #7`.

    `Why` heads the reasons of changes, too: there it must tell of a loss.
    """
    heading = sentence.block.headings[-1] if sentence.block.headings else ""
    done = _DONE_BY.search(words[max(0, start - 160) : start])
    if _CAUSE.fullmatch(heading):
        changed = _CHANGED_BY.search(words[max(0, start - 160) : start])
        return bool(done or changed) or (
            words[:start].endswith("(") and words[end:].startswith(")")
        )
    is_lost = bool(done and _TAKEN_AWAY.fullmatch(done["done"]))
    return is_lost and bool(_WHY.fullmatch(heading))


def _with_targets(sentence: Sentence) -> str:
    """The words with link targets in place: `[PR #5](https://…)` names `…`."""
    words = sentence.text
    for label, target in sentence.block.links:
        if not _REFERENCE.search(target) or not label or label not in words:
            continue
        if target not in words:
            named = target if _REFERENCE.search(label) else f"{label} {target}"
            words = words.replace(label, named, 1)
    return words


_ENUMERATION = re.compile(
    r"\b(?P<noun>prs|pull[- ]requests|issues|mrs) #?\d{1,7}(?P<rest>"
    r"(?:(?:, | and |, and | & |/)#?\d{1,7}(?![\w%]|[.:,/-]\d)){1,12})",
    re.IGNORECASE,
)


def _more_numbers(
    words: str,
    sentence: Sentence,
    repository_id: str | None,
    seen: set[tuple[str | None, int]],
) -> Iterator[Reference]:
    """The further numbers of "PRs 12, 13 and 14"."""
    for found in _ENUMERATION.finditer(words):
        role, _, _ = _role(words, found.start(), found.end())
        kind = "pull_request" if _PULL_NOUN.match(found["noun"]) else "issue"
        for number in map(int, re.findall(r"\d+", found["rest"])):
            if (repository_id, number) not in seen:
                seen.add((repository_id, number))
                yield Reference(
                    repository_id, number, kind, role, sentence.quote, sentence.line
                )


def _target(
    found: re.Match[str], repository_id: str | None
) -> tuple[str | None, int, str]:
    if found["url_repo"]:
        kind = "issue" if found["url_kind"].lower() == "issues" else "pull_request"
        return found["url_repo"], int(found["url_number"]), kind
    if found["repo"]:
        return found["repo"], int(found["repo_number"]), "unknown"
    if found["named"]:
        kind = "pull_request" if _PULL_NOUN.match(found["noun"]) else "issue"
        return repository_id, int(found["named"]), kind
    if found["gh"]:
        return repository_id, int(found["gh"]), "unknown"
    kind = "pull_request" if found["mark"] == "!" else "unknown"
    return repository_id, int(found["number"]), kind


def _role(words: str, start: int, end: int) -> tuple[str, int, int]:
    """Role, and the span of the words that give it."""
    before = words[max(0, start - _OUTSIDE) : start]
    after = words[end : end + _OUTSIDE]
    for role in _roles():
        for pattern in role.before:
            if found := pattern.search(before):
                return role.name, start - len(before) + found.start(), end
        for pattern in role.after:
            if found := pattern.search(after):
                return role.name, start, end + found.end()
    return "mention", start, end
