"""Old and new names that a program has in lines or in words, two in each.

`RENAMES="crash:kind/bug hang:kind/freeze"`, the lines of a text or of a document that a
loop reads, a variable of a Makefile.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipelines.read.labels.program_text import ONE_STRING, ProgramText, word_of

RENAMING = re.compile(
    r"label edit\b.{0,300}(?:--name|-n)\b|rename_?labels?\b|\.edit\((?:name\s?=|new)"
    r"|(?:update|edit)_?label\b|\blabels/[^\n]{0,300}\bnew_?name\b",
    re.IGNORECASE,
)
_QUOTED_LINES = re.compile(
    r"(?P<mark>\"\"\"|'''|[\"'`])(?P<text>[^\"'`]{1,40000}?)(?P=mark)"
)
_HERE = re.compile(r"<<[-~]?[ \t]*[\\\"']?(?P<end>[A-Z_a-z]\w{0,20})[\"']?[^\n]*\n")
_ROW = re.compile(
    r"(?P<text>(?:\\\n[ \t]*)?(?:[^\s\"'`;\\()\[\]{}]{1,120}(?:[ \t]|\\\n)*){1,500})"
)
_FOR = re.compile(r"\bfor[ \t]+\w+[ \t]+in[ \t]+(?P<words>[^\n;]{1,4000})")
_BETWEEN = ("=>", "->", "→", "|", ";", "\t", "=", ",", ":")
_READ = re.compile(r"\bread (?:-r )?(?P<one>\w{1,30}) (?P<two>\w{1,30})")
# What variables for a new and an old name are called.
NEW = r"(?:new|to|target|canonical|dst|dest|now|current)_?\w{0,20}"
OLD = r"(?:old|from|source|former|previous|legacy|src|was|before|alias)\w{0,20}"
_NEW_FIRST = re.compile(
    rf"(?<![\w$]){NEW}[\"'}}]?\s?(?:,|:|->|=>|→|=|\||\t)\s?[$\"'{{]{{0,2}}{OLD}\b"
    rf"|\bread (?:-r )?{NEW} {OLD}\b",
    re.IGNORECASE,
)

_LONGEST = 40_000  # characters of a document

Pair = tuple[str, str, int]  # old, new, place


def is_new_first(words: str) -> bool:
    """Whether words or variables name the new before the old: `for new, old in`."""
    return bool(_NEW_FIRST.search(words))


def turned(pairs: Iterable[Pair], is_turned: bool) -> Iterator[Pair]:
    """The pairs with the old name first."""
    for old, new, at in pairs:
        yield (new, old, at) if is_turned else (old, new, at)


def cut_in_two(program: ProgramText, entries: list[tuple[str, int]]) -> Iterator[Pair]:
    """Every entry in two, at the sign that the program cuts at, or all have once."""
    said = [entry for entry, _ in entries]
    signs = [mark for mark in program.cuts if all(mark in entry for entry in said)]
    if len(said) > 1:
        signs += [s for s in _BETWEEN if all(entry.count(s) == 1 for entry in said)]
    if all(len(entry.split()) == 2 for entry in said):
        signs.append(" ")  # of `read old new`
    for entry, at in entries if signs else ():
        old, _, new = entry.partition(signs[0])
        yield old, new, at


def words_of(text: str, start: int) -> Iterator[tuple[str, int]]:
    """The lines or words of `RENAMES="a:b c:d"`, or of a row without quotes."""
    if (quoted := _QUOTED_LINES.match(text, start)) and "\n" in quoted["text"]:
        yield from _lines_in(text, quoted.start("text"), quoted.end("text"))
        return
    row = quoted or _ROW.match(text, start)
    at = start
    for word in row["text"].replace("\\\n", " ").split() if row else ():
        at = text.find(word, at)
        yield word, at


def _lines_in(text: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    at = start
    for line in text[start:end].split("\n"):
        if line.strip():
            yield line.strip(), at
        at += len(line) + 1


def pairs_of_lines(program: ProgramText, start: int, end: int) -> Iterator[Pair]:
    """Both names of every line."""
    yield from cut_in_two(program, list(_lines_in(program.code, start, end)))


def pairs_of_loops(program: ProgramText) -> Iterator[Pair]:
    """What a shell's loop reads out of a document in it, or goes through as words."""
    text = program.code
    if not RENAMING.search(text):
        return
    loop = _READ.search(text)
    for here in _HERE.finditer(text):
        end = re.compile(rf"^[ \t]*{here['end']}\b", re.MULTILINE).search(
            text, here.end(), here.end() + _LONGEST
        )
        if end and loop:
            pairs = pairs_of_lines(program, here.end(), end.start())
            yield from turned(pairs, is_new_first(loop[0]))
    for words in _FOR.finditer(text):
        if strings := [*ONE_STRING.finditer(words["words"])]:
            entries = [(word_of(one[0]), words.start()) for one in strings]
        else:
            entries = [(w, words.start()) for w in words["words"].split() if w != "\\"]
        if len(entries) > 1 and program.cuts:
            yield from cut_in_two(program, entries)
