"""Tables of old and new names in programs: `RENAMES = {"crash": "kind/bug"}`.

Whatever the language, such a table is a name that speaks of renaming, or over which a
program that renames labels loops, and pairs in brackets, in a text of lines, or in a
row of words (`rename_lists`). Nothing is run: what is computed has no value here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import islice

from pipelines.read.labels.documented import DocumentedLabel
from pipelines.read.labels.fields import folded, listed
from pipelines.read.labels.program_text import (
    ONE_STRING,
    STRING,
    ProgramText,
    word_of,
)
from pipelines.read.labels.rename_lists import (
    NEW,
    OLD,
    RENAMING,
    Pair,
    cut_in_two,
    is_new_first,
    pairs_of_lines,
    pairs_of_loops,
    turned,
    words_of,
)
from pipelines.read.labels.renamed import is_color, renamed
from pipelines.read.labels.spelling import load

_TELLING = (
    r"(?:renam|relabel|migrat|alias|synonym|mapping|legacy|former|previous|merge"
    r"|old_?to_?new|new_?to_?old|new_?name|replacement|label_?map|(?<![\w.])map(?!\w)"
    r"|(?<![\w.])pairs(?!\w))[\w-]{0,40}"
)
_TO_BRACKET = (
    r"(?![\w-])[^\n\"'`=:]{0,120}?(?:=>?(?!=)|:|<-)[^\n\"'`]{0,120}?\s{0,40}"
    r"(?P<open>[\[({])"
)
_TO_TEXT = r"[ \t]{0,20}[:?+]?=[ \t]{0,20}(?P<open>[\"'`\\\w])"
_NAME_BEFORE = re.compile(r"[\w$%@-]{1,40}\Z")
_OF_OTHERS = re.compile(
    r"colou?r|descri|branch|user|login|team|owner|column|field|param|import|module|repo"
    r"|path|file|emoji|url|header|env|arg|depend",
    re.IGNORECASE,
)
_OF_FORMER = re.compile(r"alias|synonym|legacy|former|previous|merge", re.IGNORECASE)
# Maps of anything; of labels only where the name or the file says so.
_WEAK = re.compile(
    r"map|pairs|migrat|replacement|legacy|merge|new_?name", re.IGNORECASE
)
_ACTS = re.compile(
    r"(?:update|edit|rename|relabel|get)_?label|\b(?:gh|glab) label|/labels\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z_]\w{1,40}")
_OF_A_LABEL_FILE = re.compile(
    r"(?:(?:(?:gh|github|gitlab|issues?|relabel|rename[sd]?|renaming|migrat\w{1,4}|sync|update"
    r"|map|mapping|alias|aliases|fix|merge|clean|cleanup|old|new|to|labels?|\d+)[_-])+)",
    re.IGNORECASE,
)
_OF_RENAMES = re.compile(r"renam|relabel|migrat|merge|map", re.IGNORECASE)
_PAIR = re.compile(
    rf"(?P<a>{STRING}|(?<=\[)[\w./:-]{{1,50}}(?=\]=))\s{{0,40}}\]?\s{{0,40}}"
    rf"(?:=>|->|→|:|=|\bto\b)\s{{0,40}}(?P<b>{STRING}|(?<=\]=)[\w./:-]{{1,50}})"
    rf"|[\[({{]\s{{0,40}}(?P<c>{STRING})\s{{0,40}},\s{{0,40}}(?P<d>{STRING})\s{{0,40}},?"
    r"\s{0,40}[\])}]"
)
_TUPLE = re.compile(
    rf"(?<![\w\])])[\[(]\s{{0,40}}(?P<c>{STRING})\s{{0,40}},\s{{0,40}}(?P<d>{STRING})"
    r"\s{0,40}[\])]"
)
_SEVERAL = re.compile(
    rf"(?P<key>{STRING})\s{{0,40}}(?:=>|:|=)\s{{0,40}}[\[(](?P<list>[^\[\](){{}}]{{1,2000}})[\])]"
)
_RECORD = re.compile(
    rf"\b(?P<one>[A-Za-z][\w-]{{1,20}})[\"']?\s{{0,9}}[:=]>?\s{{0,9}}(?P<a>{STRING})"
    rf"(?=\s{{0,40}},\s{{0,40}}[\"']?(?P<two>[A-Za-z][\w-]{{1,20}})[\"']?\s{{0,9}}[:=]>?"
    rf"\s{{0,9}}(?P<b>{STRING}))"
)
_NAMED = re.compile(rf"\bname[\"']?\s{{0,9}}[:=]>?\s{{0,9}}(?P<name>{STRING})", re.I)
_FORMER = re.compile(
    rf"\b(?P<field>[A-Za-z][\w-]{{1,20}})[\"']?\s{{0,9}}[:=]>?\s{{0,9}}(?:\[\])?[\w.]{{0,20}}"
    rf"(?P<olds>{STRING}|[\[({{][^\[\](){{}}]{{1,500}}[\])}}])"
)
_TOKEN = re.compile(rf"{STRING}|[\[\](){{}}]")
_LONGEST = 40_000  # characters of a table
_NEXT = re.compile(r"(?:[^\n\"'`\[({]{0,40}|\s{0,40})[\[({]")
_MOST_BRACKETS = 4  # of a type: `map[string]string{`, `&[(&str, &str)] = &[`
_MOST = 500  # tables of a file


def read_rename_tables(program: ProgramText, *, path: str) -> Iterator[DocumentedLabel]:
    """Both names of every pair in a table that renames labels."""
    text = program.code
    found = False
    for old, new, at in [*_tables(program, path), *pairs_of_loops(program)]:
        line, quote = program.at(at)
        for label in renamed(old, new, line=line, quote=quote, path=path):
            found = True
            yield label
    if not found and is_script_of_renames(path):
        whole = path.lower().endswith((".txt", ".map", ".list", ".conf"))
        for old, new, at in (
            pairs_of_lines(program, 0, len(text)) if whole else _loose(text)
        ):
            line, quote = program.at(at)
            yield from renamed(old, new, line=line, quote=quote, path=path)


def read_label_fields(program: ProgramText, *, path: str) -> Iterator[DocumentedLabel]:
    """The former names that stand in a list of labels of a program."""
    for old, new, at in _of_fields(program.code) if "label" in path.lower() else ():
        line, quote = program.at(at)
        yield from renamed(old, new, line=line, quote=quote, path=path)


def is_of_labels(path: str) -> bool:
    """`rename-labels.py` and `docs/labels.md` are, `label_images.py` is not."""
    stem = path.rpartition("/")[2].partition(".")[0]
    stem = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", stem)
    return "label" in stem.lower() and bool(_OF_A_LABEL_FILE.fullmatch(f"{stem}_"))


def is_script_of_renames(path: str) -> bool:
    """`rename-labels.py`, by whose name its pairs are old and new names."""
    return is_of_labels(path) and bool(_OF_RENAMES.search(path.rpartition("/")[2]))


def _tables(program: ProgramText, path: str) -> Iterator[Pair]:
    text = program.code
    is_of_renames = is_of_labels(path) or bool(_ACTS.search(text))
    is_script = is_script_of_renames(path)
    looped = _looped(program) if is_script or RENAMING.search(text) else set()
    own = "|".join(sorted(map(re.escape, looped), key=len)[::-1])
    names = f"(?P<cue>{_TELLING}" + (rf"|(?<![\w.])(?:{own}))" if own else ")")
    lists: list[tuple[str, list[str], int]] = []
    end = 0
    for name, found in _openings(text, names + _TO_BRACKET):
        is_looped = found["cue"] in looped
        is_named = "label" in name.lower() or is_script or is_looped
        is_doubtful = not is_named and (not is_of_renames or _WEAK.search(name))
        if found.start() < end or is_doubtful:
            continue
        start, end = _table(text, found.start("open"))
        strings = [word_of(s[0]) for s in ONE_STRING.finditer(text, start, end)]
        is_turned = bool(strings) and _is_turned(program, found.start(), found["cue"])
        pairs = list(_pairs(program, start, end, name, is_turned=is_turned))
        if len(pairs) == 1 and is_looped and not is_script:
            continue  # a call with two words in it
        lists += [] if pairs else [(name, strings, start)]
        yield from turned(pairs, is_turned)
    yield from _side_by_side(lists)
    if is_of_renames:
        yield from _in_words(program, names + _TO_TEXT)


def _in_words(program: ProgramText, pattern: str) -> Iterator[Pair]:
    """Tables without brackets; what is added to one later belongs to it."""
    text = program.code
    entries: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for name, found in _openings(text, pattern):
        entries[name] += words_of(text, found.start("open"))
    for name, said in entries.items():
        if len(said) > 1:
            is_turned = _is_turned(program, said[0][1], name)
            yield from turned(list(cut_in_two(program, said)), is_turned)


def _openings(text: str, pattern: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Where something with a telling name is given a value, each with its name."""
    found = re.finditer(pattern, text, re.IGNORECASE)
    for one in islice(found, _MOST):
        before = _NAME_BEFORE.search(text, max(0, one.start() - 40), one.start())
        name = (before[0] if before else "") + one["cue"]
        line = text[text.rfind("\n", 0, one.start()) + 1 : one.end()]
        if not _OF_OTHERS.search(line[-200:].partition("=")[0] + name):
            yield name, one


def _looped(program: ProgramText) -> set[str]:
    """Names over which the program loops, as far as they may be of a table."""
    acts = [line for line in program.code.splitlines() if RENAMING.search(line[:1_000])]
    lines = [*program.loops[:200], *acts[:200]]
    words = {word for line in lines for word in _WORD.findall(line[:300])}
    words -= {"const", "let", "var", "Map", "dict", "in", "of", "do", "for"}
    return {word for word in sorted(words)[:400] if not _OF_OTHERS.search(word)}


def _is_turned(program: ProgramText, place: int, name: str) -> bool:
    """New names stand before the old, by a comment above or by the loop's variables."""
    if re.search(r"new_?to_?old", name, re.IGNORECASE):
        return True
    loops = [line for line in program.loops if name in line]
    said = [*program.beside(place), *loops[:20]]
    return any(is_new_first(words[:300]) for words in said)


def _table(text: str, start: int) -> tuple[int, int]:
    """The first brackets from `start` on with strings in them, past those of a type."""
    end = _closing(text, start)
    for _ in range(_MOST_BRACKETS):
        rest = _NEXT.match(text, end)
        has_names = ONE_STRING.search(text, start, end) or "=" in text[start:end]
        if end == start or rest is None or has_names:
            break
        start = rest.end() - 1
        end = _closing(text, start)
    return start, end


def _closing(text: str, start: int) -> int:
    """The place behind the bracket that closes the one at `start`."""
    depth = 0
    limit = min(len(text), start + _LONGEST)
    for token in _TOKEN.finditer(text, start, limit):
        if token[0] in ("[", "(", "{"):
            depth += 1
        elif token[0] in ("]", ")", "}"):
            depth -= 1
            if depth == 0:
                return token.end()
    return start  # not closed: no table


def _pairs(
    program: ProgramText, start: int, end: int, name: str, *, is_turned: bool
) -> Iterator[Pair]:
    """(first, second, place) of every pair, as written."""
    text = program.code
    past = start + 1
    for several in _SEVERAL.finditer(text, start + 1, end):
        past = several.end()
        key = word_of(several["key"])
        members = [word_of(one[0]) for one in ONE_STRING.finditer(several["list"])]
        if any(map(is_color, members)):
            yield key, members[0], several.start()
        elif is_turned or _OF_FORMER.search(name):
            for old in members:
                pair = (key, old) if is_turned else (old, key)
                yield *pair, several.start()
    if text[max(0, start - 3) : start] == ".of":
        yield from _inturned(text, start, end)
        return
    records = list(_records(text, start, end))
    if records:
        yield from records
        return
    pairs = list(_PAIR.finditer(text, past, end))
    if not pairs and past == start + 1:
        yield from _in_one(program, start, end)
    for found in pairs:
        yield *_names(found), found.start()


def _names(pair: re.Match[str]) -> tuple[str, str]:
    first, second = (name for name in pair.groups() if name)
    return _bare(first), _bare(second)


def _bare(name: str) -> str:
    return word_of(name) if name[0] in "\"'`" else name


def _inturned(text: str, start: int, end: int) -> Iterator[Pair]:
    """`Map.of("a", "b", "c", "d")`: old and new names by turns."""
    words = [(word_of(w[0]), w.start()) for w in ONE_STRING.finditer(text, start, end)]
    for (old, at), (new, _) in zip(words[::2], words[1::2], strict=False):
        yield old, new, at


def _records(text: str, start: int, end: int) -> Iterator[Pair]:
    """`{"old": "a", "new": "b"}`, whatever the two fields are called."""
    for record in _RECORD.finditer(text, start, end):
        if (folded(record["one"]), folded(record["two"])) in _fields():
            yield word_of(record["a"]), word_of(record["b"]), record.start()


@cache
def _fields() -> frozenset[tuple[str, str]]:
    pairs = load("declared.yml")["pairs"]
    return frozenset({(old, new) for old, new in pairs} | {("name", "newname")})


def _in_one(program: ProgramText, start: int, end: int) -> Iterator[Pair]:
    """`"a|b" "c|d"`: both names in one string, with the same sign between them."""
    text = program.code
    found = [(word_of(w[0]), w.start()) for w in ONE_STRING.finditer(text, start, end)]
    yield from cut_in_two(program, found)


def _of_fields(text: str) -> Iterator[Pair]:
    """`Name: "a", Aliases: []string{"b", "c"}`: a label that says what it was."""
    for label in _NAMED.finditer(text):
        end = min(len(text), label.end() + 300)
        after = _NAMED.search(text, label.end(), end)
        for field in _FORMER.finditer(
            text, label.end(), after.start() if after else end
        ):
            if folded(field["field"]) in _former():
                for old in ONE_STRING.finditer(field["olds"]):
                    yield word_of(old[0]), word_of(label["name"]), field.start()


@cache
def _former() -> frozenset[str]:
    return frozenset(listed("former")) - {"old", "from", "was"}


def _side_by_side(lists: list[tuple[str, list[str], int]]) -> Iterator[Pair]:
    """Two lists, `old` and `new`, name by name."""
    olds = [one for one in lists if re.search(rf"(?:\b|_){OLD}", one[0], re.I)]
    news = [one for one in lists if re.search(rf"(?:\b|_){NEW}", one[0], re.I)]
    if len(olds) == len(news) == 1 and len(olds[0][1]) == len(news[0][1]):
        for old, new in zip(olds[0][1], news[0][1], strict=True):
            yield old, new, olds[0][2]


def _loose(text: str) -> Iterator[Pair]:
    """Records and pairs of a script of renames, in a list that has no telling name."""
    records = list(_records(text, 0, len(text)))
    yield from records
    tuples = [(*_names(pair), pair.start()) for pair in _TUPLE.finditer(text)]
    if not records and len(tuples) > 1:
        yield from tuples
