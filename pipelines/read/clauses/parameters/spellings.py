"""What a name can be by the way it is spelt: a file, a command, a branch, a trailer."""

from __future__ import annotations

import re

from pipelines.read.clauses.parameters.neighbours import speaks
from pipelines.read.clauses.parameters.placeholders import PLACEHOLDER
from pipelines.read.clauses.parameters.reading import Span, pattern, words

TEXT_FILE = re.compile(r"[\w@./<>{}*-]+\.(?:md|rst|txt|ya?ml|json|toml|adoc)")
PATH = re.compile(
    r"(?:[\w.@*{}<>-]+/)*[\w.*<>{}-]+\.(?:md|rst|txt|ya?ml|json|toml|adoc|cfg|ini|py|go"
    r"|ts|js|tsx|sql|tf|proto|html|sh)"
    r"|(?:\.{0,2}/)?(?:[\w.*{}<>-]+/){1,8}"
    r"|(?:\./|\.github/|docs/|ops/|src/)[\w./*<>{}-]+"
    r"|(?:[\w.{}<>-]+/){1,8}\*\*(?:/[\w.*-]+)?"
    r"|(?:\.github/)?(?:CODEOWNERS|CHANGELOG|CHANGES|NEWS|MAINTAINERS|OWNERS|README)"
)
FOLDERS = re.compile(r"[\w.-]+/[\w./-]+")
NO_NAME = re.compile(r"#[\w-]+|[\d.:/-]+")  # a channel, a date, a number
_OPERATORS = re.compile(r"\s--\w|^\$|^/|^-{1,2}\w|[=;|$\\]|&&|\(\)|^\w+\([\w, ]*\)")
_TRAILER = re.compile(r"[A-Z][a-z]+(?:-[A-Z][a-z]+)*:")  # `Depends-On:`


def is_command(text: str) -> bool:
    if PLACEHOLDER.search(text):
        return False
    first = text.split(maxsplit=1)[0] if text.split() else ""
    is_named = re.fullmatch(words()["commands"], first)
    return bool(is_named) or bool(_OPERATORS.search(text))


def is_commit_tag(text: str, span: Span) -> bool:
    """The `Fixes:` tag of a commit, the `v2` tag of a release."""
    is_tag = re.match(r"\s+tags?\b", text[span.end : span.end + 8])
    return bool(is_tag) and speaks("commits", text)


def is_named_trailer(name: str) -> bool:
    """`Depends-On:`, `Co-authored-by`."""
    known = pattern("trailers").fullmatch(name)
    return bool(known or _TRAILER.fullmatch(name))


def is_trunk(name: str) -> bool:
    """`main` as a subject: what is said of it is said of the branch."""
    return bool(re.fullmatch(words()["trunks"], name))


def is_base_name(name: str) -> bool:
    return bool(re.fullmatch(words()["base_names"], name))
