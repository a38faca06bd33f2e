"""What a name can be by the way it is spelt: a file, a command, a branch, a trailer."""

from __future__ import annotations

import re

from pipelines.read.clauses.parameters.neighbours import speaks
from pipelines.read.clauses.parameters.placeholders import PLACEHOLDER
from pipelines.read.clauses.parameters.reading import Span, pattern, words

_ENDS = (
    r"md|rst|txt|ya?ml|json|toml|adoc|csv|cfg|ini|conf|lock|sum|mod|py|pyi|go|ts|js|tsx"
    r"|jsx|sql|tf|proto|html|sh|c|cc|cpp|h|hpp|rs|rb|java|kts?|swift|vue|s?css|xml"
    r"|gradle|php|exs?|scala|cs|ipynb|vim|el|lua|pl|jl|cmake|bzl|graphql"
)
# Files that everybody knows by their name.
_KNOWN = (
    r"(?:\.github/|docs/)?(?:CODEOWNERS|CHANGELOG|CHANGES|NEWS|MAINTAINERS|OWNERS|README"
    r"|AUTHORS|LICEN[SC]E|COPYING|NOTICE|RELEASES|HISTORY|MOVED|THANKS|CREDITS|VERSION)|Dockerfile|Makefile|Gemfile|Jenkinsfile"
    r"|Vagrantfile"
)
TEXT_FILE = re.compile(rf"[\w@./<>{{}}*-]+\.(?:{_ENDS})|{_KNOWN}")
PATH = re.compile(
    rf"(?:[\w.@*{{}}<>-]+/)*[\w.*<>{{}}-]+\.(?:{_ENDS})|{_KNOWN}"
    r"|(?:\.{0,2}/)?(?:[\w.*{}<>-]+/){1,8}"
    r"|(?:\./|\.github/|docs/|ops/|src/)[\w./*<>{}-]+"
    r"|(?:[\w.{}<>-]+/){1,8}\*\*(?:/[\w.*-]+)?"
    r"|(?:[a-z][\w.-]*/){1,8}[a-z_-]+\.[1-9]"  # a page of a manual
)
# A file in prose: any with a folder before it, else those that end like a document.
PLAIN_FILE = re.compile(
    rf"(?<![\w`/.:@~*<-])((?:[a-zA-Z_.][\w.-]{{0,60}}/){{1,8}}[\w-][\w.-]{{0,80}}"
    rf"\.(?:{_ENDS}|(?<=[a-z]\.)[1-9](?![\w.]))"
    r"|[\w-][\w.-]{0,80}\.(?:md|rst|txt|ya?ml|json|toml|adoc|csv))(?![\w`/]|\.\w)"
)
_CALLED_FILE = (
    r"(?:files?|folders?|entry|entries|line|lines|section|fragment|note)\s+(?:in|to|into|under|of)"
    r"\s+(?:(?:the|our|its|an?)\s+)?"
)
KNOWN_FILE = re.compile(  # `an entry in NEWS`, `the OWNERS file`
    r"(?:(?<![\w`/.-])(?=[A-Z]+\s+files?\b)|\b(?i:"
    + _CALLED_FILE
    + r"|file\s+)|\b(?i:update|edit|see|add"
    r"(?:ed)?\s+to|listed\s+in|named\s+in)\s+(?:(?:the|our|its)\s+)?)"
    r"(CODEOWNERS|CHANGELOG|CHANGES|NEWS|MAINTAINERS|OWNERS|README|AUTHORS|RELEASES)"
    r"(?![\w`/-]|\.\w)"
)
PLAIN_FOLDER = re.compile(  # `docs/decisions/`
    r"(?<![\w`/.:@~*<-])((?:[a-zA-Z_.][\w.-]{0,60}/){2,8})(?![\w`<*{])"
)
PLACED_FOLDER = re.compile(  # `changes in recipes/`
    r"\b(?:in|under|below|inside)\s+([a-zA-Z_.][\w.-]{0,60}/)(?=[\s,;:)]|\.?$)"
)
FOLDERS = re.compile(r"[\w.-]+/[\w./-]+")
NO_NAME = re.compile(  # a channel, a date, a number, a mark in a text, a flag `legal?`
    r"#[\w-]+|[\d.:/-]+|\[[^\[\]]*\]|[~*_]+|[\w-]*\w\?"
)
_OPERATORS = re.compile(r"\s--\w|^\$|^/|^-{1,2}\w|[=;|$\\]|&&|\(\)|^\w+\([\w, ]*\)")
_TRAILER = re.compile(  # `Depends-On:`, `Not-picked-because: <reason>`
    r"[A-Z][a-z]+(?:-[A-Z][a-z]+)*:|[A-Z][a-z]+(?:-[A-Za-z]+)+:\s+\S[^:]*"
)


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
