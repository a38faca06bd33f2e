"""Renames of labels by a loop of a shell script over pairs of old and new names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from pipelines.read.labels.commands import COMMAND, names_in
from pipelines.read.labels.documented import DocumentedLabel
from pipelines.read.labels.renamed import renamed

_LOOP = re.compile(
    r"\bIFS=\$?[\"']?(?P<mark>\\t|[^\s\"'])[\"']? read (?:-r )?"
    r"(?P<old>\w+) (?P<new>\w+)\b"
)
_HERE = re.compile(r"\bdone\s*<<-?\s*[\"']?(?P<end>\w+)[\"']?\s*$", re.MULTILINE)
_FOR = re.compile(
    r"\bfor (?P<pair>\w+) in (?P<words>(?:[\"'][^\"'\n]{1,120}[\"'][ \t]{0,20}){1,500})"
)
_WORD = re.compile(r"[\"']([^\"'\n]{1,120})[\"']")
# `"${pair%%:*}"` is what stands before the first colon, `"${pair#*:}"` what follows it.
_BEFORE = r"\$\{{{pair}%%?(?P<mark>[^*\s]{{1,2}})\*\}}"
_AFTER = r"\$\{{{pair}##?\*(?P=mark)\}}"
_MOST = 2_000  # lines of a list
_MOST_LOOPS = 20


def read_loops(text: str, *, path: str) -> Iterator[DocumentedLabel]:
    """Both names of every pair that a loop hands to `gh label edit`."""
    if COMMAND in text:
        yield from _of_lines(text, path)
        yield from _of_words(text, path)


def _of_lines(text: str, path: str) -> Iterator[DocumentedLabel]:
    """`while IFS='|' read -r old new; do gh label edit ...; done <<EOF`."""
    loop = _LOOP.search(text)
    here = _HERE.search(text, loop.end()) if loop else None
    if not loop or not here:
        return
    body = text[loop.end() : here.start()]
    command = re.search(rf"{COMMAND}[^\n]*", body)
    names = names_in(command[0].removeprefix(COMMAND)) if command else None
    given = [f"${loop[key]}" for key in ("old", "new")]
    if not names or [re.sub(r"[{}]", "", name) for name in names] != given:
        return
    mark = "\t" if loop["mark"] == "\\t" else loop["mark"]
    first = text.count("\n", 0, here.end()) + 2
    for offset, line in enumerate(text[here.end() + 1 :].splitlines()[:_MOST]):
        if line.strip() == here["end"]:
            return
        one, has_mark, other = line.partition(mark)
        if has_mark:
            yield from renamed(one, other, line=first + offset, quote=line, path=path)


def _of_words(text: str, path: str) -> Iterator[DocumentedLabel]:
    """`for pair in "old:new" ...`, cut in two by the command of the loop."""
    for loop in islice(_FOR.finditer(text), _MOST_LOOPS):
        before, after = (part.format(pair=loop["pair"]) for part in (_BEFORE, _AFTER))
        cut = re.compile(
            rf"{COMMAND}[\"']?{before}[\"']?"
            rf"[^\n]{{0,200}}?(?:--name|-n)[ =][\"']?{after}"
        ).search(text, loop.end())
        if not cut:
            continue
        line = text.count("\n", 0, loop.start()) + 1
        for words in _WORD.findall(loop["words"]):
            old, mark, new = words.partition(cut["mark"])
            if mark:
                yield from renamed(old, new, line=line, quote=words, path=path)
