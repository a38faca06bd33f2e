"""Renames of labels as a program asks for them: `update_label(repo, "a", name: "b")`.

Or as a request to a tracker's interface, with `new_name`: the old name stands in the
address, in the fields, or, where only a number does, in the comment beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from pipelines.read.labels.documented import DocumentedLabel
from pipelines.read.labels.fields import folded
from pipelines.read.labels.program_text import STRING, ProgramText, word_of
from pipelines.read.labels.remarked import former_in
from pipelines.read.labels.rename_tables import is_of_labels
from pipelines.read.labels.renamed import renamed

_CALL = re.compile(
    r"\b(?P<verb>rename|migrate|relabel|update|edit)_?(?:labels?)?\s?\("
    r"|\blabels?\.(?P<method>rename|update|edit)\s?\(",
    re.IGNORECASE,
)
_GOT = re.compile(r"\bget_?label\(\s{0,20}(?P<quote>[\"'])(?P<old>[^\"'\n]{1,60})"
                  r"(?P=quote)\s{0,20}\)\s{0,20}\.edit\(", re.IGNORECASE)  # fmt: skip
_ARGUMENT = re.compile(
    r"(?:[\"']?(?P<key>[A-Za-z_]\w{0,30})[\"']?\s{0,20}(?::|=>|=)\s{0,20})?"
    rf"(?:[\w.]{{1,30}}\()?(?P<value>{STRING})"
)
_BRACKET = re.compile(r"\"[^\"\n]{0,200}\"|'[^'\n]{0,200}'|[\[\](){}]")
_ADDRESS = re.compile(r"/labels/(?P<old>[^\s\"'`?/&]{1,120})")
_NEW_NAME = re.compile(
    r"(?<=[\"'&?])new_name=(?P<form>[^&\"'$\n]{1,60})(?=[\"'&])"
    r"|(?<![\w$])new_name\\?[\"']?\s{0,5}[:=]\s{0,5}(?:\\?\"(?P<double>[^\"\\\n]{1,60})"
    r"|'(?P<single>[^'\n]{1,60})'|(?P<bare>[^\s\"'\\&]{1,60}))"
)
_NAME = re.compile(
    r"(?<![\w$])name\\?[\"']?\s{0,5}[:=]\s{0,5}\\?[\"']?(?P<old>[^\"'\\&\n]{1,60})"
)
_NUMBER = re.compile(
    r"/labels/\d+\b|(?<![\w$])(?:label_?)?id[\"']?\s?[:=]\s?[\"']?\w", re.I
)
_ACTS = re.compile(r"update_?label|/labels\b", re.IGNORECASE)
_LONGEST = 1_000  # characters of a call
_WIDE = 2_000  # characters of a command on either side
_FAR = 400  # from an address to the fields that are sent there
_OLD = ("oldname", "currentname", "old", "from", "oldlabel")
_NEW = ("newname", "new", "to", "newlabel")
_NAMES = ("name", "label", "labelname")

_Arguments = tuple[dict[str, str], list[str]]  # by key, by place
_Rename = tuple[str, str, int]  # old, new, place


def read_rename_calls(program: ProgramText, *, path: str) -> Iterator[DocumentedLabel]:
    """Both names of every rename that a call or a request asks for."""
    asked = [*_of_calls(program, path), *_of_requests(program), *_by_number(program)]
    for old, new, at in asked:
        line, quote = program.at(at)
        yield from renamed(old, new, line=line, quote=quote, path=path)


def _of_calls(program: ProgramText, path: str) -> Iterator[_Rename]:
    text = program.code
    for got in _GOT.finditer(text):
        keyed, placed = _arguments(text, got.end())
        if new := keyed.get("name") or (placed[0] if placed and not keyed else ""):
            yield got["old"], new, got.start()
        elif len(placed) > 1 or (placed and set(keyed) <= {"color", "description"}):
            yield got["old"], placed[0], got.start()
    for call in _CALL.finditer(text):
        is_of_label = "label" in call[0].lower()
        if not is_of_label and not is_of_labels(path):
            continue
        keyed, placed = _arguments(text, call.end())
        verb = (call["verb"] or call["method"]).lower()
        if names := _names(keyed, placed, is_rename=verb not in ("update", "edit")):
            yield *names, call.start()
        elif {"id", "labelid"} & {*keyed} and is_of_label and "name" in keyed:
            yield from _remarked(program, keyed["name"], call.start())


def _names(
    keyed: dict[str, str], placed: list[str], *, is_rename: bool
) -> tuple[str, str] | None:
    """(old, new), by the keys, else by the places of the arguments."""
    old = next((keyed[key] for key in _OLD if key in keyed), None)
    new = next((keyed[key] for key in _NEW if key in keyed), None)
    name = next((keyed[key] for key in _NAMES if key in keyed), None)
    if new is not None:
        old = old or name or (placed[-1] if placed else None)
    elif name is not None:
        old, new = old or (placed[-1] if placed else None), name
    elif is_rename and (
        len(placed) == 2 or (len(placed) == 3 and "/" in placed[0])  # a repository
    ):
        old, new = placed[-2:]
    return (old, new) if old and new else None


def _arguments(text: str, start: int) -> _Arguments:
    """The strings among the arguments of a call that opens before `start`."""
    depth, end = 1, start
    for token in _BRACKET.finditer(text, start, start + _LONGEST):
        depth += (token[0] in "[({") - (token[0] in "])}")
        if depth == 0:
            end = token.start()
            break
    keyed: dict[str, str] = {}
    placed: list[str] = []
    for argument in _ARGUMENT.finditer(text, start, end):
        value = word_of(argument["value"])
        if argument["key"]:
            keyed.setdefault(folded(argument["key"]), value)
        else:
            placed.append(value)
    return keyed, placed


def _of_requests(program: ProgramText) -> Iterator[_Rename]:
    """`curl -X PATCH .../labels/a -d '{"new_name": "b"}'`, on one line or several."""
    text = program.code
    past = 0
    for sent in _NEW_NAME.finditer(text):
        start, end = _command(text, sent.start())
        said = [*_ADDRESS.finditer(text, max(past, start), end)]
        named = [*_NAME.finditer(text, max(past, start), end)]
        far = max(past, sent.start() - _FAR)
        if not said and not named:
            said = [*_ADDRESS.finditer(text, far, sent.start())][-1:]
        if not named and (not said or "{" in said[0]["old"]):
            named = [*_NAME.finditer(text, far, sent.start())][-1:]
            named = [n for n in named if "}" not in text[n.end() : sent.start()]]
        past = sent.end()
        new = unquote(next(filter(None, sent.groups())))
        old = next((one["old"] for one in [*named, *said]), "")
        if (
            not old.isdigit()
            and old
            and "label" in text[max(0, start - _FAR) : end].lower()
        ):
            yield unquote(old), new, sent.start()


def _by_number(program: ProgramText) -> Iterator[_Rename]:
    """A label that a request names by its number, as the comment beside it calls it."""
    text = program.code
    if not _ACTS.search(text):
        return
    for sent in _NAME.finditer(text):
        start, end = _command(text, sent.start())
        if _NUMBER.search(text, start, end):
            yield from _remarked(program, sent["old"], sent.start())


def _command(text: str, place: int) -> tuple[int, int]:
    """Where the line at `place` begins and ends, with those that it goes on in."""
    first, last = max(0, place - _WIDE), min(len(text), place + _WIDE)
    start = text.rfind("\n", first, place)
    while start > first and text[start - 1] == "\\":
        start = text.rfind("\n", first, start)
    end = text.find("\n", place, last)
    while end > 0 and text[end - 1] == "\\":
        end = text.find("\n", end + 1, last)
    return start + 1 if start >= 0 else first, end if end >= 0 else last


def _remarked(program: ProgramText, new: str, place: int) -> Iterator[_Rename]:
    """What the comment says that the label was, where the program has its number."""
    for words in program.beside(place):
        former = former_in(words, is_bare=True)
        if len(former) == 1:
            yield former[0], new, place
            return
