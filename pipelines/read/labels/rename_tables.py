"""Tables of old and new names in programs: `RENAMES = {"crash": "kind/bug"}`.

Whatever the language, such a table is a name that speaks of renaming, a bracket, and
pairs of strings in it. Nothing is run: what is computed has no value here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipelines.read.labels.documented import DocumentedLabel
from pipelines.read.labels.renamed import Lines, renamed
from pipelines.read.labels.spelling import load

_STRING = r"(?:\"([^\"\n]{1,60})\"|'([^'\n]{1,60})'|`([^`\n$]{1,60})`)"
_OPENING = re.compile(
    r"(?P<cue>(?:renam|migrat|alias|synonym|mapping|legacy|former|previous"
    r"|old_?to_?new|new_?to_?old|replacement|label_?map|(?<![\w.])map(?!\w)|(?<![\w.])pairs(?!\w))[\w-]{0,40})"
    r"(?![\w-])[^\n\"'`=:]{0,120}?(?:=>?|:|<-)"
    r"[^\n\"'`]{0,120}?\s{0,40}(?P<bracket>[\[({])",
    re.IGNORECASE,
)
_NAME_BEFORE = re.compile(r"[\w$%@-]{1,40}\Z")
_OF_OTHERS = re.compile(
    r"colou?r|descri|branch|user|login|team|owner|column|field|param|import|module|repo"
    r"|path|file|emoji|url",
    re.IGNORECASE,
)
_OF_FORMER = re.compile(r"alias|synonym|legacy|former|previous", re.IGNORECASE)
# Maps of anything; of labels only where the name or the file says so.
_WEAK = re.compile(r"map|pairs|migrat|replacement|legacy", re.IGNORECASE)
_NEW_FIRST = re.compile(r"new_?to_?old", re.IGNORECASE)
_SPEAKS_OF_LABELS = re.compile(
    r"(?:update|edit|rename|get)_?label|\bgh label|/labels\b", re.IGNORECASE
)
_OF_A_LABEL_FILE = re.compile(
    r"(?:(?:(?:gh|github|gitlab|issues?|relabel|rename[sd]?|renaming|migrat\w{1,4}|sync|update"
    r"|map|mapping|alias|aliases|fix|cleanup|old|new|to|labels?)[_-])+)",
    re.IGNORECASE,
)
_PAIR = re.compile(
    rf"{_STRING}\s{{0,40}}\]?\s{{0,40}}(?:=>|->|→|:|=|\bto\b)\s{{0,40}}{_STRING}"
    rf"|[\[({{]\s{{0,40}}{_STRING}\s{{0,40}},\s{{0,40}}{_STRING}\s{{0,40}},?"
    r"\s{0,40}[\])}]"
)
_TUPLE = re.compile(
    rf"(?<![\w\])])[\[(]\s{{0,40}}{_STRING}\s{{0,40}},\s{{0,40}}{_STRING}\s{{0,40}}[\])]"
)
_RENAMES = re.compile(r"renam|relabel|migrat", re.IGNORECASE)
_BETWEEN = ("=>", "->", "→", "|", ";", "\t", "=")
_SEVERAL = re.compile(
    rf"{_STRING}\s{{0,40}}(?:=>|:|=)\s{{0,40}}[\[(](?P<olds>[^\[\](){{}}]{{1,2000}})[\])]"
)
_ONE = re.compile(_STRING)
_TOKEN = re.compile(rf"{_STRING}|[\[\](){{}}]")
_LONGEST = 40_000  # characters of a table
_NEXT = re.compile(r"(?:[^\n\"'`\[({]{0,40}|\s{0,40})[\[({]")
_MOST_BRACKETS = 4  # of a type: `map[string]string{`, `&[(&str, &str)] = &[`
_MOST = 50  # tables of a file


def read_rename_tables(text: str, *, path: str) -> Iterator[DocumentedLabel]:
    """Both names of every pair in a table that renames labels."""
    is_of_renames = is_of_labels(path) or bool(_SPEAKS_OF_LABELS.search(text))
    is_script = is_of_labels(path) and bool(_RENAMES.search(path.rpartition("/")[2]))
    lines = Lines(text)
    end = count = found = 0
    for opening in _OPENING.finditer(text):
        before = _NAME_BEFORE.search(
            text, max(0, opening.start() - 40), opening.start()
        )
        name = (before[0] if before else "") + opening["cue"]
        if opening.start() < end or _OF_OTHERS.search(name) or count >= _MOST:
            continue
        is_named = "label" in name.lower() or is_script
        if not is_named and (not is_of_renames or _WEAK.search(name)):
            continue
        count += 1
        start, end = _table(text, opening.start("bracket"))
        for old, new, at in _pairs(text, start, end, name):
            found += 1
            line, quote = lines.at(at)
            yield from renamed(old, new, line=line, quote=quote, path=path)
    if not found and is_script:
        for old, new, at in _loose(text):
            line, quote = lines.at(at)
            yield from renamed(old, new, line=line, quote=quote, path=path)


def is_of_labels(path: str) -> bool:
    """`rename-labels.py` and `docs/labels.md` are, `label_images.py` is not."""
    stem = path.rpartition("/")[2].partition(".")[0]
    stem = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", stem)
    return "label" in stem.lower() and bool(_OF_A_LABEL_FILE.fullmatch(f"{stem}_"))


def _table(text: str, start: int) -> tuple[int, int]:
    """The first brackets from `start` on with strings in them, past those of a type."""
    end = _closing(text, start)
    for _ in range(_MOST_BRACKETS):
        rest = _NEXT.match(text, end)
        if end == start or rest is None or _ONE.search(text, start, end):
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
    text: str, start: int, end: int, name: str
) -> Iterator[tuple[str, str, int]]:
    """(old, new, place) of every pair."""
    is_of_former = bool(_OF_FORMER.search(name))
    past = start + 1
    for several in _SEVERAL.finditer(text, start + 1, end) if is_of_former else ():
        past = several.end()
        new = next(filter(None, several.groups()[:3]))
        for old in _ONE.finditer(several["olds"]):
            yield next(filter(None, old.groups())), new, several.start()
    if text[max(0, start - 3) : start] == ".of":
        yield from _in_turn(text, start, end)
        return
    records = list(_records(text, start, end))
    if records:
        yield from records
        return
    pairs = list(_PAIR.finditer(text, past, end))
    if not pairs and past == start + 1:
        yield from _in_one(text, start, end)
    for pair in pairs:
        first, second = (word for word in pair.groups() if word)
        if _NEW_FIRST.search(name):
            first, second = second, first
        yield first, second, pair.start()


def _in_turn(text: str, start: int, end: int) -> Iterator[tuple[str, str, int]]:
    """`Map.of("a", "b", "c", "d")`: old and new names by turns."""
    words = [
        (next(filter(None, word.groups())), word.start())
        for word in _ONE.finditer(text, start, end)
    ]
    for (old, at), (new, _) in zip(words[::2], words[1::2], strict=False):
        yield old, new, at


def _records(text: str, start: int, end: int) -> Iterator[tuple[str, str, int]]:
    """`{"old": "a", "new": "b"}`, whatever the two fields are called."""
    for record in _record().finditer(text, start, end):
        fields = [record["one"].lower(), record["two"].lower()]
        if fields in load("declared.yml")["pairs"]:
            names = record.groups()
            old, new = (word for word in (*names[1:4], *names[5:]) if word)
            yield old, new, record.start()


@cache
def _record() -> re.Pattern[str]:
    fields = zip(*load("declared.yml")["pairs"], strict=True)
    olds, news = ("|".join(sorted({*names}, key=len)[::-1]) for names in fields)
    return re.compile(
        rf"\b(?P<one>{olds})[\"']?\s{{0,9}}[:=]>?\s{{0,9}}{_STRING}\s{{0,40}},"
        rf"\s{{0,40}}[\"']?(?P<two>{news})[\"']?\s{{0,9}}[:=]>?\s{{0,9}}{_STRING}",
        re.IGNORECASE,
    )


def _in_one(text: str, start: int, end: int) -> Iterator[tuple[str, str, int]]:
    """`"a|b" "c|d"`: both names in one string, with the same sign between them."""
    words = [
        (next(filter(None, word.groups())), word.start())
        for word in _ONE.finditer(text, start, end)
    ]
    for sign in _BETWEEN:
        if words and all(word.count(sign) == 1 for word, _ in words):
            for word, at in words:
                old, _, new = word.partition(sign)
                yield old, new, at
            return


def _loose(text: str) -> Iterator[tuple[str, str, int]]:
    """Records and pairs of a script of renames, in a list that has no telling name."""
    records = list(_records(text, 0, len(text)))
    yield from records
    tuples = [
        (*(word for word in pair.groups() if word), pair.start())
        for pair in _TUPLE.finditer(text)
    ]
    if not records and len(tuples) > 1:
        for old, new, at in tuples:
            yield str(old), str(new), int(at)
