"""Renames of labels as a program asks for them: `update_label(repo, "a", name: "b")`.

Or as a request to GitHub's interface: PATCH of `/labels/a` with `new_name`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from pipelines.read.labels.documented import DocumentedLabel
from pipelines.read.labels.rename_tables import is_of_labels
from pipelines.read.labels.renamed import Lines, renamed

_CALL = re.compile(
    r"\b(?P<verb>rename|migrate|update|edit)_?labels?\s?\("
    r"|(?<!\w)(?<!\.)(?P<bare>rename)\("
    r"|\blabels?\.(?P<method>rename|update|edit)\s?\(",
    re.IGNORECASE,
)
_GOT = re.compile(r"\bget_?label\(\s{0,20}(?P<quote>[\"'])(?P<old>[^\"'\n]{1,60})"
                  r"(?P=quote)\s{0,20}\)\s{0,20}\.edit\(", re.IGNORECASE)  # fmt: skip
_ARGUMENT = re.compile(
    r"(?:[\"']?(?P<key>[A-Za-z_]\w{0,30})[\"']?\s{0,20}(?::|=>|=)\s{0,20})?"
    r"(?:[\w.]{1,30}\()?(?:\"(?P<double>[^\"\n]{1,60})\"|'(?P<single>[^'\n]{1,60})')"
)
_BRACKET = re.compile(r"\"[^\"\n]{0,200}\"|'[^'\n]{0,200}'|[\[\](){}]")
_ADDRESS = re.compile(r"/labels/(?P<old>[^\s\"'?/]{1,120})")
_PATCH = re.compile(r"(?:\b|-X)PATCH\b", re.IGNORECASE)
_NEW_NAME = re.compile(
    r"\bnew_name\\?[\"']?\s{0,5}[:=]\s{0,5}(?:\\?\"(?P<double>[^\"\\\n]{1,60})"
    r"|'(?P<single>[^'\n]{1,60})'|(?P<bare>[^\s\"'\\]{1,60}))"
)
# GitLab's: `name=a&new_name=b` of a PUT.
_FORM = re.compile(
    r"[\"'&?]name=(?P<old>[^&\"'\n]{1,60})&(?:[^\"'\n]{0,200}&)?"
    r"new_name=(?P<new>[^&\"'\n]{1,60})"
)
_LONGEST = 1_000  # characters of a call
_OLD = ("oldname", "currentname", "old", "from", "oldlabel")
_NEW = ("newname", "new", "to", "newlabel")
_NAME = ("name", "label", "labelname")

_Arguments = tuple[dict[str, str], list[str]]  # by key, by place


def read_rename_calls(text: str, *, path: str) -> Iterator[DocumentedLabel]:
    """Both names of every rename that a call or a request asks for."""
    lines = Lines(text)
    for old, new, at in [*_of_calls(text, path), *_of_requests(text)]:
        line, quote = lines.at(at)
        yield from renamed(old, new, line=line, quote=quote, path=path)


def _of_calls(text: str, path: str) -> Iterator[tuple[str, str, int]]:
    for got in _GOT.finditer(text):
        keyed, placed = _arguments(text, got.end())
        if new := keyed.get("name") or (placed[0] if placed and not keyed else ""):
            yield got["old"], new, got.start()
        elif len(placed) > 1 or (placed and set(keyed) <= {"color", "description"}):
            yield got["old"], placed[0], got.start()
    for call in _CALL.finditer(text):
        keyed, placed = _arguments(text, call.end())
        if call["bare"] and not is_of_labels(path):
            continue
        verb = (call["verb"] or call["method"] or call["bare"]).lower()
        if names := _names(keyed, placed, is_rename=verb in ("rename", "migrate")):
            yield *names, call.start()


def _names(
    keyed: dict[str, str], placed: list[str], *, is_rename: bool
) -> tuple[str, str] | None:
    """(old, new), by the keys, else by the places of the arguments."""
    old = next((keyed[key] for key in _OLD if key in keyed), None)
    new = next((keyed[key] for key in _NEW if key in keyed), None)
    name = next((keyed[key] for key in _NAME if key in keyed), None)
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
        value = argument["double"] or argument["single"]
        if key := (argument["key"] or "").lower().replace("_", ""):
            keyed.setdefault(key, value)
        else:
            placed.append(value)
    return keyed, placed


def _of_requests(text: str) -> Iterator[tuple[str, str, int]]:
    """`curl -X PATCH .../labels/a -d '{"new_name": "b"}'`, on one line or several."""
    if "new_name" not in text:
        return
    at = 0
    for command in re.split(r"(?<!\\)\n", text):
        address = _ADDRESS.search(command[:4_000])
        new = _NEW_NAME.search(command[:4_000]) if address else None
        if address and new and _PATCH.search(command[:4_000]):
            name = new["double"] or new["single"] or new["bare"]
            yield unquote(address["old"]), name, at
        elif (form := _FORM.search(command[:4_000])) and "/labels" in command:
            yield unquote(form["old"]), unquote(form["new"]), at
        at += len(command) + 1
