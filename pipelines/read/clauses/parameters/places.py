"""The branches, files and folders that a clause names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from pipelines.read.clauses.parameters.elsewhere import is_refused
from pipelines.read.clauses.parameters.placeholders import (
    as_glob,
    from_example,
    is_glob,
)
from pipelines.read.clauses.parameters.plain_branches import plain_branches
from pipelines.read.clauses.parameters.reading import (
    Reading,
    pattern,
    unique,
    words,
)
from pipelines.read.clauses.parameters.roles import roles
from pipelines.read.clauses.parameters.spellings import (
    KNOWN_FILE,
    PLACED_FOLDER,
    PLAIN_FILE,
    PLAIN_FOLDER,
)

_CODE_OR_URL = re.compile(r"`[^`]*`|https?://\S+")
_HOST = re.compile(
    r"(?:[\w-]+\.)+(?:com|org|net|io|dev|example|edu|gov)/", re.IGNORECASE
)
_FOLLOWED = re.compile(r"\bfollow(?:s|ed|ing)?\s+(?:the|our|these|this)$", re.I)
_EXAMPLE = re.compile(r"(?:[\w-]+/)?#?\d{2,}(?:-[a-z]+){2,}")  # `412-fix-login`
_OWNED = re.compile(
    r"\b(?:to|against|into|of|on)\s+`[\w-]+:(main|master|trunk|develop)`"
)


def branches(reading: Reading) -> dict[str, Any]:
    """`base_branches` and `branch_patterns`."""
    bases: list[str] = [
        match[1] for match in _OWNED.finditer(reading.sense)
    ]  # `owner:main` of a fork's point of view
    patterns: list[str] = []
    refused: list[str] = []
    for span, role in roles(reading):
        if role == "base":
            name = as_glob(span.text) if is_glob(span.text) else span.text
            is_out = is_refused(reading.sense[span.end :])
            (refused if is_out else bases).append(name)
        elif role == "branch" and not _EXAMPLE.fullmatch(span.text):
            patterns.append(as_glob(from_example(span.text)))
    bases += plain_branches(reading.sense, reading.known_branches)
    bases = bases or refused  # a sentence on what is refused alone names that
    found: dict[str, Any] = {}
    if bases:
        found["base_branches"] = unique(bases)
    if patterns:
        found["branch_patterns"] = unique(patterns)
    return found


def paths(reading: Reading) -> dict[str, Any]:
    """`paths`: files and folders, from code spans, plain words and link targets."""
    found = [span.text for span, role in roles(reading) if role == "path"]
    plain = _CODE_OR_URL.sub(lambda m: " " * len(m[0]), reading.sense)
    for form in (PLAIN_FILE, PLAIN_FOLDER, PLACED_FOLDER, _rooted()):
        found += [m[1] for m in form.finditer(plain) if not _HOST.match(m[1])]
    found += KNOWN_FILE.findall(plain)
    found += [file for file, text in _linked(reading) if text not in found]
    return {"paths": unique(found)} if found else {}


@cache
def _rooted() -> re.Pattern[str]:
    """A folder in prose by its first part: `changes in src/parser`."""
    roots = words()["folder_roots"]
    pair = r"(?:tests?|docs?|examples?|code|ci|config|scripts?|build|tools?)\b(?!/)"
    return re.compile(
        r"\b(?i:in|under|below|inside|of|for|to|and|or|touch(?:es|ing)?|change[sd]?)\s+"
        rf"((?=(?:{roots})(?!{pair}))[\w-]+(?:/[\w-]+){{1,6}})(?![\w`/.:*<-])"
    )


def _linked(reading: Reading) -> Iterator[tuple[str, str]]:
    """Files that links of the sentence lead to, with the words of the link."""
    for text, target in reading.links:
        file, words = target.split("#")[0], text.strip()
        at = reading.sense.find(words) if words else -1
        if at < 0 or not file or ":" in file:
            continue
        before = reading.sense[max(0, at - 40) : at].rstrip()
        last = " ".join(before.split()[-3:])
        is_followed = _FOLLOWED.search(before)  # a text to go by, not to change
        if pattern("spans", "speaks_of_paths").search(last) and not is_followed:
            yield file.lstrip("/"), words.strip("` ")
