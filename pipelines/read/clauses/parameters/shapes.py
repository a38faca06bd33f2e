"""What a span is by its own spelling and the word before it: a path, the trunk."""

from __future__ import annotations

import re

from pipelines.read.clauses.parameters.neighbours import (
    Role,
    by_list_end,
    is_branch_prefix,
    nearest,
    speaks,
)
from pipelines.read.clauses.parameters.placeholders import PLACEHOLDER
from pipelines.read.clauses.parameters.reading import Span, words
from pipelines.read.clauses.parameters.spellings import (
    FOLDERS,
    PATH,
    TEXT_FILE,
    is_base_name,
    is_trunk,
)

_NEAR = 90  # characters before a span in which a word may decide what it is
_FOLDER = re.compile(r"[\w-]+/")
_COMMITTED = re.compile(r"\b(?:committed|checked\s+in)\s+(?:in)?to\s+$", re.I)
_TOPIC = re.compile(r"(?:feat|feature|fix|bugfix|hotfix|topic|users?|chore)/", re.I)
_PLACED = re.compile(r"\b(?:in|to|into|under|below|inside)\s+(?:the\s+)?$", re.I)
_CHANGES_TO = re.compile(r"\b(?:changes|edits|patches)\s+(?:to|under|in)\s+$", re.I)


def by_shape(text: str, span: Span) -> Role | None:
    """A file, a folder, the trunk as the subject; None where it is none of them."""
    shape = shape_of(span)
    if TEXT_FILE.fullmatch(shape):
        return "path"
    is_subject = text[: span.start].rstrip(" *_")[-1:] in ("", ":")
    if is_subject and is_trunk(span.text):
        return "base"
    if _CHANGES_TO.search(text[: span.start][-30:]) and PATH.fullmatch(shape):
        return "path"
    says_branch = nearest(text[max(0, span.start - _NEAR) : span.start])
    if _FOLDER.fullmatch(span.text) and by_list_end(text, span) == "label":
        return "label"  # `kind/` and `area/` labels
    if _FOLDER.fullmatch(span.text) and is_branch_prefix(text, span):
        return "branch"
    if PATH.fullmatch(shape) and says_branch not in ("branch", "base"):
        return "path"
    return "path" if _is_touched(text, span, says_branch) else None


def _is_touched(text: str, span: Span, says: Role | None) -> bool:
    """`changes to `pkg/api``: a folder, by its first part or its depth."""
    if not FOLDERS.fullmatch(span.text) or says == "branch":
        return False
    is_rooted = re.match(words()["folder_roots"], span.text) or span.text.count("/") > 1
    is_branch = is_base_name(span.text) or _TOPIC.match(span.text)
    before = text[: span.start][-30:]
    if not is_branch and (_CHANGES_TO.search(before) or _COMMITTED.search(before)):
        return True
    if is_rooted and not is_branch and _PLACED.search(before):
        return True
    if says == "label":
        return False
    if is_base_name(span.text) or not speaks("changes", text[: span.start][-80:]):
        return False
    is_deep = span.text.count("/") > 1
    return is_deep or bool(re.match(words()["folder_roots"], span.text))


def shape_of(span: Span) -> str:
    """A name without the spaces that its holes have."""
    return PLACEHOLDER.sub("*", span.text) if " " in span.text else span.text
