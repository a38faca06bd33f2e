"""References of a document to files and decision records that are not there.

Careful on purpose: a name counts as missing only if nothing in the repository could be
meant by it. Links of site generators, addresses, placeholders and files that a reader
is told to make are no references.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from pipelines.data_files import read_yaml
from pipelines.read.sentences import Sentence, split_sentences

_RULES = Path(__file__).with_name("documents.yml")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_SPAN = re.compile(
    r"`([^`\s]{3,120})`|(?<![\w/.@-])((?:[\w.-]{1,60}/){1,8}[\w.-]{1,80})"
)
_RST_LINK = re.compile(r"`[^`<>]{0,160}<([^`<>\s]{1,160})>`__?(?!\w)")
_BEFORE = 80  # characters before a name that tell what it is for
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class MissingTarget:
    """A reference that leads nowhere.

    Attributes:
        target: What was meant: a path from the root, or `ADR-12`.
        quote: The sentence, verbatim.  line: 1-based, of the sentence.
    """

    target: str
    quote: str
    line: int


@dataclass(slots=True)
class Files:
    """What a repository has that a document may name.

    Attributes:
        paths: Of text files, at the commit that was read.
        opaque: Links and submodules: what lies beyond them is not known.
        records: Numbers of the decision records that are there.
    """

    paths: set[str] = field(default_factory=set)
    opaque: set[str] = field(default_factory=set)
    records: set[int] = field(default_factory=set)
    _lower: set[str] = field(default_factory=set)
    _names: dict[str, list[str]] = field(default_factory=dict)

    def add(self, path: str, *, is_opaque: bool = False) -> None:
        if is_opaque:
            self.opaque.add(path)
            return
        self.paths.add(path)
        lower = path.lower()
        self._lower.add(lower)
        self._names.setdefault(posixpath.basename(lower), []).append(lower)
        rules = _rules()
        name = rules["record_names"].search(posixpath.splitext(lower)[0])
        is_named = "adr" in posixpath.basename(lower)
        if name and (is_named or rules["record_folders"].search(lower)):
            self.records.add(int(name["number"]))

    def add_titles(self, text: str) -> None:
        """Several records may stand in one document, by their titles."""
        for found in _rules()["record_titles"].finditer(text):
            self.records.add(int(found["number"]))

    def may_have(self, path: str) -> bool:
        """Whether there is such a file, or one could be beyond a link."""
        lower = path.lower()
        if lower in self._lower or any(
            path.startswith(f"{known}/") or path == known for known in self.opaque
        ):
            return True
        ending = f"/{lower.lstrip('/')}"
        name = posixpath.basename(lower)
        return any(f"/{known}".endswith(ending) for known in self._names.get(name, ()))


def find_missing_targets(
    text: str, *, path: str, kind: str, files: Files
) -> list[MissingTarget]:
    """References of a document that lead nowhere, in its order, each target once.

    Args:
        text: Markdown or plain text.
        path: Of the document, from the root.
        kind: As the extraction names it.
        files: What the repository has.
    """
    rules = _rules()
    skipped = rules["templates" if kind in rules["histories"] else "skipped_paths"]
    if kind in rules["skipped_kinds"] or skipped.search(path.lower()):
        return []
    found: dict[str, MissingTarget] = {}
    for sentence in split_sentences(text):
        if sentence.is_template or sentence.block.kind in ("code", "html"):
            continue
        for target in _missing(sentence, path, files):
            quote = sentence.quote[:_LONGEST]
            found.setdefault(target, MissingTarget(target, quote, sentence.line))
    return list(found.values())


def _missing(sentence: Sentence, path: str, files: Files) -> Iterator[str]:
    # A link without words stands in some sentence of its block.
    links = [
        (label, target)
        for label, target in sentence.block.links
        if not label or label in sentence.text
    ]
    targets = [target for _, target in links]
    targets += _RST_LINK.findall(sentence.quote) if path.endswith(".rst") else []
    for named in (_linked(target, path) for target in targets):
        if named and not files.may_have(named):
            yield named
    words = sentence.text
    for label, _ in links:
        words = words.replace(label, " ") if label else words
    for found in _SPAN.finditer(words):
        name = found[1] or found[2]
        before = words[max(0, found.start() - _BEFORE) : found.start()]
        named = _mentioned(name, before)
        if named and not _is_there(named, path, files):
            yield named
    for found in _rules()["record"].finditer(words):
        before = words[max(0, found.start() - _BEFORE) : found.start()]
        is_made = _rules()["makes"].search(before)
        if int(found["number"]) not in files.records and not is_made:
            yield f"ADR-{int(found['number'])}"


def _linked(target: str, path: str) -> str | None:
    """The path that a relative link names; None for what is no file of ours."""
    target = unquote(target.split("#")[0].split("?")[0]).strip()
    if not target or _SCHEME.match(target) or not _can_be_looked_for(target):
        return None
    if target.startswith("/"):
        return posixpath.normpath(target).lstrip("/")
    named = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
    return None if named.startswith("..") else named


def _mentioned(name: str, before: str) -> str | None:
    """The path that the words name as something to be read."""
    # A full stop in front is of the name: `.github/workflows/ci.yml`.
    name = name.strip(",;:()").rstrip(".,;:()").removeprefix("./")
    if _SCHEME.match(name) or name.startswith(("/", "~", "..")):
        return None
    rules = _rules()
    if not _can_be_looked_for(name) or rules["makes"].search(before):
        return None
    return name if rules["refers"].search(before) else None


def _is_there(name: str, path: str, files: Files) -> bool:
    beside = posixpath.normpath(posixpath.join(posixpath.dirname(path), name))
    return files.may_have(name) or files.may_have(beside)


def _can_be_looked_for(name: str) -> bool:
    rules = _rules()
    ending = posixpath.splitext(name)[1].lower().lstrip(".")
    return ending in rules["endings"] and not rules["placeholders"].search(name)


@cache
def _rules() -> dict[str, Any]:
    data = read_yaml(_RULES)
    lists = ("endings", "skipped_kinds", "histories")
    compiled: dict[str, Any] = {name: frozenset(data[name]) for name in lists}
    for name, pattern in data.items():
        if name not in lists:
            compiled[name] = re.compile(pattern, re.IGNORECASE | re.MULTILINE)
    return compiled
