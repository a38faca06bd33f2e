"""Labels, branches and paths: the names that a clause gives."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote

from pipelines.read.clauses.parameters.reading import Reading, unique
from pipelines.read.clauses.parameters.roles import roles, speaks_of_labels

_PLACEHOLDER = re.compile(
    r"<[^<>]{0,60}>|\{[^{}]{0,60}\}|\[[^\[\]]{0,60}\]|…|\.{3}|\bNNN+\b|\bXX+\b|\*+"
)
_LABEL_URL = re.compile(
    r"https?://[\w.-]{1,100}/[\w.-]{1,100}/[\w.-]{1,100}/labels/([\w%.:~!*'+-]{1,100})"
)
_LABELLED = re.compile(
    r"\blabell?ed\s+(?:as\s+|with\s+)?(?:the\s+)?([a-z0-9]+(?:[:/_-][a-z0-9]+)+|[a-z]+)\b"
    r"(?!\s+(?:label|by|as|with|in|on|before|after|when|if))",
    re.IGNORECASE,
)
_THE_LABEL = re.compile(
    r"\b(?:the|a|an)\s+([a-z0-9]+(?:[:/_-][a-z0-9]+)+)\s+label\b", re.IGNORECASE
)
_NOT_NAMES = frozenset(
    [
        "with",
        "as",
        "by",
        "appropriately",
        "correctly",
        "accordingly",
        "properly",
        "and",
        "or",
        "the",
        "a",
        "an",
        "in",
        "on",
        "for",
        "when",
        "if",
        "before",
        "after",
        "within",
        "at",
        "least",
        "it",
        "them",
        "they",
        "so",
        "to",
        "from",
    ]
)
_EXACTLY_ONE = re.compile(
    r"\b(?:exactly|only|at\s+most|no\s+more\s+than|precisely|just)\s+(?:\*\*)?one\b|\bmutually\s+exclusive\b"
    r"|\bexclusive\s+of\b|\ba\s+single\b|\bone\s+and\s+only\s+one\b|\bnever\s+both\b|\bnot\s+both\b",
    re.IGNORECASE,
)
_ALL = re.compile(r"\b(?:both|all\s+of)\b", re.IGNORECASE)
_ANY = re.compile(
    r"\b(?:either|any\s+of|one\s+of|at\s+least\s+one|one\s+or\s+more)\b", re.IGNORECASE
)
_BARE_BASE = re.compile(
    r"\b(?:target(?:s|ing|ed)?|against|base[ds]?\s+(?:on|branch\s+is)|merge[ds]?\s+(?:in)?to|into|onto|push(?:e[sd])?\s+(?:directly\s+)?to|"
    r"branch(?:es|ed)?\s+(?:off|from)|commits?\s+to)\s+(?:the\s+)?(main|master|develop|trunk|mainline|devel)\b(?!-)",
    re.IGNORECASE,
)
_DOCUMENTED = re.compile(
    r"\b(?:in|into|to|at|under|see|update|updating|updates|edit|use|using|from|the|of|with|per|following|an?)\s+(?:\w+\s+){0,3}$",
    re.IGNORECASE,
)
_FILE = re.compile(
    r"(?<![\w`/.:@-])((?:[\w.-]+/){0,6}[\w-]+\.(?:md|rst|txt|ya?ml|json|toml|adoc))(?![\w`/])"
)


def as_glob(text: str) -> str:
    """`hotfix/<id>` and `feat/…` as `hotfix/*` and `feat/*`; a bare prefix likewise."""
    glob = re.sub(r"\*+", "*", _PLACEHOLDER.sub("*", text.strip()))
    glob = re.sub(r"\*(?:[-_]\*)+$", "*", glob)
    return glob + "*" if glob.endswith(("/", "-", ":", "_")) else glob


def labels(reading: Reading) -> dict[str, Any]:
    """`labels`, `label_globs`, `label_mode`."""
    named = [span.text for span, role in roles(reading) if role == "label"]
    named += [unquote(url) for url in _LABEL_URL.findall(reading.sense)]
    if speaks_of_labels(reading.sense):
        named += _unmarked(reading, named)
    exact = unique([n for n in named if not _is_glob(n)])
    globs = unique([as_glob(n) for n in named if _is_glob(n)])
    found: dict[str, Any] = {}
    if exact:
        found["labels"] = exact
    if globs:
        found["label_globs"] = globs
    if mode := _mode(reading, exact, globs):
        found["label_mode"] = mode
    return found


def _is_glob(name: str) -> bool:
    return bool(_PLACEHOLDER.search(name)) or name.endswith((":", "/"))


def _unmarked(reading: Reading, named: list[str]) -> list[str]:
    """Labels without a code span: `labelled bug`, `the needs-review label`, bold."""
    if named:
        return []
    bare = _LABELLED.findall(reading.sense) + _THE_LABEL.findall(reading.sense)
    found = [name for name in bare if name.lower() not in _NOT_NAMES]
    for bold in reading.bold:
        at = reading.sense.find(bold)
        after = reading.sense[at + len(bold) : at + len(bold) + 10] if at >= 0 else ""
        if re.match(r"\s+label\b", after) and len(bold.split()) <= 3:
            found.append(bold)
    return found


def _mode(reading: Reading, exact: list[str], globs: list[str]) -> str | None:
    if not exact and not globs:
        return None
    text = reading.sense
    if _EXACTLY_ONE.search(text):
        return "exactly_one"
    if reading.is_negative:
        return "none"
    if len(exact) + len(globs) < 2:
        return None
    if _ALL.search(text):
        return "all"
    if _ANY.search(text):
        return "any"
    return (
        "any" if _joined_by_or(reading) else "all" if _joined_by_and(reading) else "any"
    )


def _joined_by_or(reading: Reading) -> bool:
    return bool(_joint(reading, "or"))


def _joined_by_and(reading: Reading) -> bool:
    return bool(_joint(reading, "and"))


def _joint(reading: Reading, word: str) -> bool:
    """Does `word` stand right between two labels."""
    spans = [span for span, role in roles(reading) if role == "label"]
    return any(
        re.fullmatch(
            rf"(?:\s+labels?)?[\s,]*{word}\s+(?:an?\s+|the\s+)?",
            reading.sense[a.end : b.start],
            re.I,
        )
        for a, b in zip(spans, spans[1:], strict=False)
    )


def branches(reading: Reading) -> dict[str, Any]:
    """`base_branches` and `branch_patterns`."""
    bases: list[str] = []
    patterns: list[str] = []
    for span, role in roles(reading):
        if role == "base":
            bases.append(as_glob(span.text) if _is_glob(span.text) else span.text)
        elif role == "branch":
            patterns.append(as_glob(span.text))
    bases += [b for b in _BARE_BASE.findall(reading.sense) if b not in bases]
    found: dict[str, Any] = {}
    if bases:
        found["base_branches"] = unique(bases)
    if patterns:
        found["branch_patterns"] = unique(patterns)
    return found


def paths(reading: Reading) -> dict[str, Any]:
    """`paths`: files and folders, from code spans, plain words and link targets."""
    found = [span.text for span, role in roles(reading) if role == "path"]
    bare = re.sub(r"`[^`]*`|https?://\S+", lambda m: " " * len(m[0]), reading.sense)
    found += _FILE.findall(bare)
    for text, target in reading.links:
        file = target.split("#")[0]
        at = reading.sense.find(text.strip()) if text.strip() else -1
        if at < 0 or not file or "://" in file or file.startswith(("mailto:", "#")):
            continue
        if text.strip("` ") not in found and _DOCUMENTED.search(
            reading.sense[max(0, at - 40) : at]
        ):
            found.append(file.lstrip("/"))
    return {"paths": unique(found)} if found else {}
