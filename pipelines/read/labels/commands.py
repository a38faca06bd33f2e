"""Renames of labels as the command that made them: `gh label edit old --name new`.

Or by a function of the script's own: `rename_label old new`.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from pipelines.read.labels.documented import DocumentedLabel
from pipelines.read.labels.program_text import ProgramText
from pipelines.read.labels.renamed import is_color, renamed

_COMMAND = re.compile(r"\b(?:gh|glab|hub|tea) labels? (?:edit|update|rename) ")
_REPOSITORY = re.compile(r"[\w.-]+/[\w.-]+")
_FUNCTIONS = r"(?:rename|migrate|move|relabel|merge)[_-]?(?:gh[_-]?)?labels?"
# `rename() { gh label edit "$1" --name "$2"; }`
_DEFINED = re.compile(
    r"^[ \t]*(?:function )?(?P<name>[\w-]{1,40})[ \t]?(?:\(\))?\s{0,9}\{"
    r"(?P<body>.{1,600}?)\}[ \t]*$",
    re.MULTILINE | re.DOTALL,
)
# `$(call rename-label,crash,kind/bug)`
_MADE = re.compile(
    r"\$\(call (?P<name>[\w-]{1,40}),[ \t]*(?P<old>[^,()$\n]{1,60}),"
    r"[ \t]*(?P<new>[^,()$\n]{1,60})[,)]"
)
_RENAMES = re.compile(
    r"label edit\b.{0,300}(?:--name|-n)\b|new_name|--add-label.{0,60}--remove-label",
    re.DOTALL,
)
_OWN = re.compile(r"\b(?P<name>\w{1,30})=[\"']?\$(?P<place>\d)\b")
_GIVEN = r"(?:--name|-n|new_name)\W{{1,9}}\$\{{?(?:1{names})\b"
_NAME = ("--name", "-n")
_WITH_VALUE = (*_NAME, "--repo", "-R", "--color", "-c", "--description", "-d")
_MOST = 2_000  # commands in a text; 500 characters each
_FEW = 3  # words: a repository, an old and a new name


def read_commands(program: ProgramText, *, path: str) -> Iterator[DocumentedLabel]:
    """The old and the new name of every rename that a script or a page shows."""
    text = program.code
    if "label" not in text:
        return
    own = _own_functions(text)
    call = _call_of(own)
    count = at = 0
    for line in text.replace("\\\n", "  ").splitlines():
        place = at
        at += len(line) + 1
        command = _COMMAND.search(line)
        if (made := _MADE.search(line[:500])) and call.match(f"{made['name']} a b"):
            number, quote = program.at(place)
            old, new = unquote(made["old"]), made["new"]
            yield from renamed(old, new, line=number, quote=quote, path=path)
        function = call.match(line[:500]) if not command else None
        if (not command and not function) or count >= _MOST:
            continue
        count += 1
        if function:
            is_own = function["name"] in own
            names = _two_names(function["words"], is_own=is_own)
        else:
            names = names_in(line[command.end() :][:500]) if command else None
        if names:
            if function and own.get(function["name"]):
                names = names[::-1]
            number, quote = program.at(place)
            old, new = map(unquote, names)
            yield from renamed(old, new, line=number, quote=quote, path=path)


def _own_functions(text: str) -> dict[str, bool]:
    """Functions that the script defines to rename, and if with the new name first."""
    defined: dict[str, bool] = {}
    for found in _DEFINED.finditer(text):
        if len(defined) < 20 and _RENAMES.search(found["body"]):
            own = (o["name"] for o in _OWN.finditer(found["body"]) if o["place"] == "1")
            given = _GIVEN.format(names="".join(f"|{name}" for name in own))
            defined[found["name"]] = bool(re.search(given, found["body"]))
    return defined


def _call_of(defined: Iterable[str]) -> re.Pattern[str]:
    """A call of a function that renames, by its name or by what it is defined to do."""
    names = "|".join([_FUNCTIONS, *map(re.escape, defined)])
    call = rf"^\s*(?:\$ )?(?P<name>{names})\s+(?P<words>[\"'\w].*)$"
    return re.compile(call, re.IGNORECASE)


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


def _two_names(arguments: str, *, is_own: bool) -> tuple[str, str] | None:
    """(old, new) of a function's call, which may name the repository before.

    A colour may follow; more, where the script defines the function (`is_own`).
    """
    words = _words(arguments)
    is_colored = len(words) == _FEW and is_color(words[-1])
    if len(words) == _FEW and not is_colored and _REPOSITORY.fullmatch(words[0]):
        words = words[1:]
    is_all = len(words) == 2 or is_colored or (is_own and len(words) > 2)
    return (words[0], words[1]) if is_all else None
