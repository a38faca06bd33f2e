"""Renames of labels as the command that made them: `gh label edit old --name new`.

Or by a function of the script's own: `rename_label old new`.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator

from pipelines.read.labels.documented import DocumentedLabel
from pipelines.read.labels.renamed import renamed

COMMAND = "gh label edit "
_FUNCTIONS = r"(?:rename|migrate|move)[_-]?(?:gh[_-]?)?labels?"
# `rename() { gh label edit "$1" --name "$2"; }`
_DEFINED = re.compile(
    r"^[ \t]*(?:function )?(?P<name>[\w-]{1,40})\s?\(\)\s{0,9}\{"
    r"[^{}]{0,400}?gh label edit [\"']?\$1\b"
    r"[^{}\n]{0,200}?(?:--name|-n)[ =][\"']?\$2\b",
    re.MULTILINE,
)
_NAME = ("--name", "-n")
_WITH_VALUE = (*_NAME, "--repo", "-R", "--color", "-c", "--description", "-d")
_MOST = 2_000  # commands in a text; 500 characters each
_FEW = 3  # words: a repository, an old and a new name


def read_commands(text: str, *, path: str) -> Iterator[DocumentedLabel]:
    """The old and the new name of every rename that a script or a page shows."""
    if "label" not in text:
        return
    own = _own_function(text)
    count = 0
    for number, line in enumerate(text.replace("\\\n", "  ").splitlines(), start=1):
        place = line.find(COMMAND)
        function = own.match(line[:500]) if place < 0 else None
        if (place < 0 and not function) or count >= _MOST:
            continue
        count += 1
        if function:
            names = _two_names(function["words"])
        else:
            names = names_in(line[place + len(COMMAND) :][:500])
        if names:
            yield from renamed(*names, line=number, quote=line, path=path)


def _own_function(text: str) -> re.Pattern[str]:
    """A call of a function that renames, by its name or by what it is defined to do."""
    defined = [re.escape(found["name"]) for found in _DEFINED.finditer(text)][:20]
    names = "|".join([_FUNCTIONS, *defined])
    return re.compile(
        rf"^\s*(?:\$ )?(?:{names})\s+(?P<words>[\"'\w].*)$", re.IGNORECASE
    )


def _words(arguments: str) -> list[str]:
    try:
        return shlex.split(arguments.partition("|")[0], comments=True)
    except ValueError:
        return []


def names_in(arguments: str) -> tuple[str, str] | None:
    """(old, new) of a command; None where one is missing."""
    new = old = option = ""
    for word in _words(arguments):
        head, has_value, value = word.partition("=")
        if option:
            new = word if option in _NAME else new
            option = ""
        elif word in _WITH_VALUE:
            option = word
        elif has_value and head in _NAME:
            new = value
        elif not word.startswith("-"):
            old = old or word
    return (old, new) if old and new else None


def _two_names(arguments: str) -> tuple[str, str] | None:
    """(old, new) of a function's call, which may name the repository before."""
    words = _words(arguments)
    if len(words) == _FEW and re.fullmatch(r"[\w.-]+/[\w.-]+", words[0]):
        words = words[1:]
    return (words[0], words[1]) if len(words) == 2 else None
