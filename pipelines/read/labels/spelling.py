"""The spelling of a label taken apart: its scope, its facet and its value.

`sev1`, `Sev-1`, `severity/1` and `severity: 1` come out alike; so do `good first issue`
and `good-first-issue`. Numbers are kept whole: `sev1` and `sev10` stay apart.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from pipelines.data_files import read_yaml

_HERE = Path(__file__).parent
_SHORTCODE = re.compile(r"(?<![^\W_]):[a-z0-9_+-]{2,30}:(?![^\W_])")
# What sorts labels and says nothing: `>bug`, `:Search`, `54 - Needs decision`.
_SORTING = re.compile(r"^[>:*#~\[ ]+|^\d{1,2}(?:\s+-\s+|[:_]\s*|\.\s*)(?=[^\W\d_]{2})")
_SCOPED = re.compile(r"^\[?([^:/\[\]=]{1,30})(?:::|[:/\]=])\s*(.+)$")
_NUMBERED = re.compile(r"^([a-z]{1,9}?)[-_ :/]*([0-9]{1,3})$")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?|[?<>+]+", re.UNICODE)
# Signs that make another word of the one beside them.
_SIGNS = (
    (re.compile(r"(?<![^\W_])([cf])#", re.IGNORECASE), r"\1sharp"),
    (re.compile(r"(?<![^\W_])c\+\+", re.IGNORECASE), "cpp"),
    (re.compile(r"(?<!\S)\.net\b", re.IGNORECASE), "dotnet"),
    (re.compile(r"\b1st\b", re.IGNORECASE), "first"),
    (re.compile(r"\b2nd\b", re.IGNORECASE), "second"),
    (re.compile(r"\s&\s"), " and "),
)
_REMARK = re.compile(
    r"\s*[(\[](?:deprecated|obsolete|legacy|old|do not use|retired)\b"
    r"[^()\[\]]{0,60}[)\]]",
    re.IGNORECASE,
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NO_PLURAL = {
    "news",
    "status",
    "always",
    "kubernetes",
    "css",
    "js",
    "dns",
    "tls",
    "https",
    "windows",
    "rails",
    "pandas",
    "jenkins",
    "macos",
}
_PLURALS = {"apis": "api", "clis": "cli", "uis": "ui", "urls": "url"}
_DASHED = {"status", "state", "reso", "resolution"}  # prefixes also before a dash
_NOISE = {"tag", "label"}  # prefixes that say nothing
_NUMBERED_LETTERS = {"s": "severity", "p": "priority"}
_LETTER = re.compile(r"([A-Z])-(?=[^\W\d_]{2})")  # `C-bug`, `A-parser`


@dataclass(frozen=True, slots=True)
class Spelling:
    """What is left of a label when case, separators, plural and emoji are gone.

    Attributes:
        scope: What stands before the separator ("type", "sig"), else empty.
        facet: The facet that the scope names (severity for "sev"), else None.
        value: The words of the rest, joined by a blank.
    """

    scope: str
    facet: str | None
    value: str

    @property
    def compact(self) -> str:
        """The value without blanks."""
        return joined(self.value)

    @property
    def whole(self) -> str:
        """Scope and value without blanks, whatever stands between them."""
        return joined(f"{words(self.scope)} {self.value}")

    @property
    def key(self) -> tuple[str, str]:
        """Equal for two spellings of one label."""
        return self.facet or self.scope, self.compact


@cache
def load(name: str) -> Any:  # noqa: ANN401 plain data
    """Data that lies beside this module."""
    return read_yaml(_HERE / name)


@cache
def facet_by_prefix() -> dict[str, str]:
    """Prefix (singular, lower case) to facet."""
    return {
        prefix: facet
        for facet, rules in load("facets.yml").items()
        for prefix in rules.get("prefixes", [])
    }


@cache
def _facet_by_suffix() -> dict[str, str]:
    return {
        suffix: facet
        for facet, rules in load("facets.yml").items()
        for suffix in rules.get("suffixes", [])
    }


@lru_cache(maxsize=8192)
def spelling(name: str) -> Spelling:
    """Take a label apart."""
    text = _plain(name)
    if numbered := _NUMBERED.match(text):
        prefix, number = numbered[1], str(int(numbered[2]))
        facet = facet_by_prefix().get(prefix) or _NUMBERED_LETTERS.get(prefix)
        if facet in ("severity", "priority"):
            return Spelling(prefix, facet, number)
    if letter := _LETTER.match(name.strip()):
        return _lettered(letter[1].lower(), words(text[2:]))
    scope, value = "", text
    if scoped := _SCOPED.match(text):
        scope, value = words(scoped[1]), scoped[2]
    values = words(value).split()
    if scope in _NOISE:
        scope = ""
    if not scope and len(values) > 1 and values[0] in _NOISE:
        values = values[1:]
    if scope:
        facet = facet_by_prefix().get(scope)
        return Spelling(scope, facet, _level(" ".join(values), facet))
    return _unmarked(values)


def _unmarked(values: list[str]) -> Spelling:
    """Words without a separator: `area api`, `high priority`, `good first issue`."""
    if len(values) > 1 and len(values[0]) > 1 and values[0] in facet_by_prefix():
        facet = facet_by_prefix()[values[0]]
        if facet in ("severity", "priority", "type", "area") or values[0] in _DASHED:
            return Spelling(values[0], facet, " ".join(values[1:]))
    if len(values) == 2 and values[-1] in _facet_by_suffix():
        return Spelling(values[-1], _facet_by_suffix()[values[-1]], values[0])
    return Spelling("", None, " ".join(values))


def _lettered(letter: str, value: str) -> Spelling:
    """What stands behind a capital and a dash; a letter may stand for a facet."""
    rules = load("facets.yml")
    for facet, is_sure in _facets_by_letter().get(letter, {}).items():
        known = [*rules[facet].get("words", []), *rules[facet].get("values", [])]
        levels = rules[facet].get("levels", {}).values()
        known += [name for names in levels for name in names]
        if is_sure or value in {words(word) for word in known}:
            return Spelling(letter, facet, value)
    return Spelling(letter, None, value)


@cache
def _facets_by_letter() -> dict[str, dict[str, bool]]:
    """Letter to the facets that it may stand for, and whether it does in any case."""
    found: dict[str, dict[str, bool]] = {}
    for facet, rules in load("facets.yml").items():
        for letter, sure in rules.get("letters", {}).items():
            found.setdefault(letter, {})[facet] = sure == "always"
    return found


def is_marked_old(name: str) -> bool:
    """The name itself says so: `bug (deprecated)`."""
    return bool(_REMARK.search(name))


def _level(value: str, facet: str | None) -> str:
    """`P0` under `priority`, `sev1` under `severity`: the number alone."""
    numbered = _NUMBERED.match(value)
    if facet in ("severity", "priority") and numbered:
        prefix = numbered[1]
        if (facet_by_prefix().get(prefix) or _NUMBERED_LETTERS.get(prefix)) == facet:
            return str(int(numbered[2]))
    return value


def bare(name: str) -> str:
    """The name without emoji, remarks and what only sorts it, in lower case."""
    text = _plain(name)
    return _SORTING.sub("", text) or text


def words(text: str) -> str:
    """Lower-case singular words, joined by a blank."""
    return " ".join(_singular(word) for word in _WORD.findall(text.replace("’", "'")))


def joined(text: str) -> str:
    """Words without blanks, but for those between numbers: `1.2` is not `12`."""
    return re.sub(r"(?<!\d) | (?!\d)", "", text.strip())


def _plain(name: str) -> str:
    text = _SHORTCODE.sub(" ", unicodedata.normalize("NFKC", name).strip())
    text = _REMARK.sub("", text) or text
    for sign, word in _SIGNS:
        text = sign.sub(word, text)
    text = _CAMEL.sub(" ", text) if " " not in text and "-" not in text else text
    kept = (c for c in text if unicodedata.category(c) not in ("So", "Sk", "Cf", "Mn"))
    return "".join(kept).casefold().strip(" -_")


def _singular(word: str) -> str:
    if word in _PLURALS:
        return _PLURALS[word]
    if word in _NO_PLURAL or len(word) < 4 or not word.endswith("s"):
        return word
    if word.endswith(("ss", "us", "is", "js")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("xes", "shes", "sses")) else word[:-1]
