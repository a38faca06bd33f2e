"""What a code span is: a label, a branch, a path, a team, or something else.

A span is a label only where the sentence speaks of labels; the words right beside it
decide, then those before it, then the span that it is listed with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

from pipelines.read.clauses.parameters.reading import Reading, Span

Role = Literal["label", "branch", "base", "path", "team", "other"]

_PATH = re.compile(
    r"^[\w.@*{}<>-]*(?:[\w.@*{}<>-]+/)*[\w.*<>{}-]+\.(?:md|rst|txt|ya?ml|json|toml|adoc|cfg|ini|py|go|ts|js|tsx?|sql|tf|proto|html|sh)$"
    r"|^(?:\.{0,2}/)?(?:[\w.*{}<>-]+/){1,8}$|^(?:\./|\.github/|docs/|ops/|src/)[\w./*<>{}-]+$"
    r"|^(?:[\w.{}<>-]+/){1,8}\*\*(?:/[\w.*-]+)?$"
    r"|^(?:\.github/)?(?:CODEOWNERS|CHANGELOG|CHANGES|NEWS|MAINTAINERS|OWNERS|README)$"
)
_FILE = re.compile(r"^[\w@./<>{}*-]+\.(?:md|rst|txt|ya?ml|json|toml|adoc)$")
_COMMAND = re.compile(
    r"^(?:git|make|npm|yarn|pip|docker|kubectl|go|cargo|gh|\$|tox|nox|pytest|pre-commit|/|-{1,2}\w)"
    r"(?:\s|$|\w)|[=;|&$\\]|\(\)|^\w+\([\w, ]*\)"
)
_PLACEHOLDER = re.compile(r"<[^>]*>|\{[^}]*\}|\[[^\]]*\]|\*|…|\.{3}|\bNNN+\b|\bXX+\b")
_AFTER: dict[Role, re.Pattern[str]] = {
    "label": re.compile(
        r"[\s,]*(?:and|or)?\s*(?:-|–)?\s*(?:labels?|labell?ed)\b|\s+(?:issues?|bugs?|tickets?|tags?|pull\s+requests?|prs?|incidents?)\b",
        re.I,
    ),
    "branch": re.compile(r"\s*(?:prefix(?:es)?|branches|feature branch)\b", re.I),
    "base": re.compile(r"\s*(?:branch)\b", re.I),
    "path": re.compile(
        r"\s*(?:file|director(?:y|ies)|folder|template|document)\b", re.I
    ),
}
_BEFORE: dict[Role, str] = {
    "branch": r"branch(?:es)?(?:\s+names?|\s+naming)?(?:\s+(?:is|are|use|named|called|prefix\w*|start\w*|begin\w*|with|follow|look|like|the|pattern|as|must|should|be|from|form|format|follow\w*|in|match\w*|of|a))*|prefix(?:ed|es)?(?:\s+with)?|branch\s+(?:prefix|pattern)",
    "base": r"targets?|targeted(?:\s+(?:at|to))?|targeting|against|base(?:\s+branch)?(?:\s+(?:is|of))?|merge[sd]?\s+(?:\w+\s+){0,3}(?:in)?to|into|branch(?:es|ed)?\s+(?:off|from)|off(?:\s+of)?|based\s+on|pushe?[sd]?\s+(?:\w+\s+){0,3}to|push(?:ing)?\s+to|on\s+to|onto|land(?:s|ed)?\s+(?:on|in)|opened\s+(?:against|to)|submitted\s+(?:against|to)|(?:target|default|base)\s+branch(?:\s+is)?|rebase[ds]?\s+(?:on|onto)|ahead\s+of|commits?\s+to|from|deployed\s+from|cut\s+from|merging\s+to|tip\s+of",
    "label": r"labels?|labell?ed(?:\s+(?:as|with))?|labell?(?:s|ing)?(?:\s+(?:it|them|the\s+\w+))?(?:\s+(?:as|with))?|tagged(?:\s+(?:as|with))?|tag(?:s|ging)?(?:\s+\w+){0,3}\s+(?:as|with)|tag|carry|carries|severit(?:y|ies)(?:\s+(?:is|of|label|labels|levels?))?|marked(?:\s+(?:as|with))?|(?:add|apply|appl(?:y|ies)|remove|set|use)\s+(?:the\s+|an?\s+)?",
    "path": r"(?:document(?:ed|ation)?|record(?:ed)?|described|listed|logged|written(?:\s+up)?|noted|entr(?:y|ies)|kept|stored|lives?|documented|added|goes|entered|update[sd]?|updating|edit(?:ed)?|see|in\s+the\s+file|files?|fragment|director(?:y|ies))(?:\s+\w+){0,4}",
}
_LISTED = re.compile(
    r"^[\s,;/|&()–—-]*(?:(?:and|or|nor|either|plus|then|to|and/or|through|both|with)\b[\s,]*)*(?:an?\s+|the\s+)?[\s,;/|&]*$",
    re.I,
)
_BASE_NAME = re.compile(
    r"^(?:main|master|trunk|develop|development|dev|devel|stable|next|canary|staging"
    r"|production|prod|release|mainline|(?:release|hotfix|stable|support)[/-][\w./*<>{}-]+)$"
)
_REPOSITORY = re.compile(r"\s*(?:repo|repository|module|package|stability)\b", re.I)
_NEAR = 90


def roles(reading: Reading) -> Iterator[tuple[Span, Role]]:
    """Each span of the sentence with what it is."""
    previous: tuple[Span, Role] | None = None
    for span in reading.spans():
        role = _role(reading.sense, span, previous)
        if role == "other" and reading.about_labels and _could_be_label(span):
            role = "label"
        previous = (span, role)
        yield previous


def _role(text: str, span: Span, previous: tuple[Span, Role] | None) -> Role:
    if span.text.startswith("@"):
        return "team"
    if _COMMAND.search(span.text) and not _PLACEHOLDER.search(span.text):
        return "other"
    after = text[span.end : span.end + 40]
    if not span.is_code:
        return _quoted(text, span, previous)
    if _is_trailer(text, after):
        return "other"
    if _AFTER["label"].match(after):
        return "label"
    if _FILE.search(span.text):
        return "path"
    if _PATH.match(span.text) and not _says_branch(text, span):
        return "path"
    if _AFTER["branch"].match(after):
        return "branch"
    if _AFTER["base"].match(after):
        return "branch" if _PLACEHOLDER.search(span.text) else "base"
    listed = previous and _LISTED.match(text[previous[0].end : span.start])
    if previous and listed and previous[1] != "team":
        return previous[1]
    before = text[
        max(previous[0].end if previous else 0, span.start - _NEAR) : span.start
    ]
    if _BASE_NAME.match(span.text) and re.search(
        r"\b(?:to|into|on|onto|from|off|against)\s+(?:the\s+)?$", before, re.I
    ):
        return "base"
    if role := _nearest(before):
        return _settle(role, span, text)
    return _by_list_end(text, span)


def _is_trailer(text: str, after: str) -> bool:
    """The `Fixes:` tag of a commit, the `v2` tag of a release."""
    if not re.match(r"\s+tags?\b", after):
        return False
    return bool(re.search(r"\b(?:commit|patch|release|version|trailer)", text, re.I))


def _quoted(text: str, span: Span, previous: tuple[Span, Role] | None) -> Role:
    """A quoted text is a label or nothing."""
    if _AFTER["label"].match(text[span.end : span.end + 40]):
        return "label"
    if previous and _LISTED.match(text[previous[0].end : span.start]):
        return previous[1] if previous[1] == "label" else "other"
    is_near = _nearest(text[max(0, span.start - 20) : span.start]) == "label"
    if is_near and speaks_of_labels(text):
        return "label"
    return _by_list_end(text, span)


def _could_be_label(span: Span) -> bool:
    """A short code span that is no command, in a document about labels."""
    return span.is_code and len(span.text) <= 50 and not _COMMAND.search(span.text)


def _says_branch(text: str, span: Span) -> bool:
    return _nearest(text[max(0, span.start - _NEAR) : span.start]) in ("branch", "base")


def _nearest(before: str) -> Role | None:
    nearest: Role | None = None
    where = -1
    for role, words in _compiled().items():
        for found in words.finditer(before):
            if found.end() > where or (found.end() == where and role == "base"):
                nearest, where = role, found.end()
    return nearest


@cache
def _compiled() -> dict[Role, re.Pattern[str]]:
    return {
        role: re.compile(rf"(?<![\w`-])(?:{words})(?![\w])", re.I)
        for role, words in _BEFORE.items()
    }


def _settle(role: Role, span: Span, text: str) -> Role:
    """A branch that is only named is a base; a word with blanks is neither."""
    if role in ("branch", "base") and " " in span.text:
        return "other"
    if role == "path":
        is_path = _PATH.match(span.text) or re.match(r"^[\w.-]+/[\w./-]+$", span.text)
        is_repository = text[span.end :].startswith(("'s", "’s"))
        return "path" if is_path and not is_repository else "other"
    if role in ("branch", "base") and _REPOSITORY.match(text[span.end : span.end + 20]):
        return "other"
    if role == "base" and not _is_branch_like(span.text, text):
        return "other"
    is_named = _BASE_NAME.match(span.text) and not _PLACEHOLDER.search(span.text)
    if role == "branch" and is_named and "/" not in span.text:
        return "base"
    if role == "label" and not speaks_of_labels(text):
        return "other"
    if role == "base" and _PLACEHOLDER.search(span.text) and span.text.endswith("/"):
        return "branch"
    return role


def _is_branch_like(name: str, text: str) -> bool:
    """A usual name of a branch, or any name where the sentence speaks of branches."""
    if _BASE_NAME.match(name):
        return True
    return bool(
        re.search(r"\bbranch|\btarget|\bagainst\b|\bbase\b|\bmerge", text, re.I)
    )


def speaks_of_labels(text: str) -> bool:
    """Does the sentence speak of labels at all."""
    return bool(
        re.search(
            r"(?<!\w)(?:labels?|labell?(?:ed|ing|s)|tag(?:s|ged|ging)?|severit(?:y|ies))(?!\w)",
            text,
            re.I,
        )
    ) or bool(re.search(r"\bcarr(?:y|ies)\b", text))


def _by_list_end(text: str, span: Span) -> Role:
    """`x`, `y` and `z` labels: what follows the list says what each of it is."""
    later = [span, *(s for s in Reading(text, text).spans() if s.start > span.start)]
    for one, two in zip(later, later[1:], strict=False):
        if not _LISTED.match(text[one.end : two.start]):
            return "other"
        if _AFTER["label"].match(text[two.end : two.end + 40]):
            return "label"
    return "other"
