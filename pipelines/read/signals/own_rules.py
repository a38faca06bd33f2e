"""Whether a team's own file of rules has the form that it should have.

A file that is taken for another form than it has would find nothing, and nobody would
know: every key, type and name in it is looked at, and the first fault is told.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from pipelines.data_files import are_texts
from pipelines.errors import InputError
from pipelines.read.signals.patterns import classes_in

_REMEDY = "See docs/extending.md, `Your own words`."
_PATTERNS = ("any", "unless", "unless_near", "needs", "around", "not_around", "column")
_LISTS = ("place", "context", "within", "not_context", "accepts")
_CHOICES = {
    "match": ("quote",),
    "unit": ("block",),
    "reads": ("severity", "deprecation"),
}


def check_own(data: Mapping[str, Any], path: Path, known_ids: Collection[str]) -> None:
    """Look at types and names; what a pattern says is looked at where it is compiled.

    Args:
        data: The file.
        path: Where it stands, for the message.
        known_ids: Of the rules that ship along: others cannot be switched off.

    Raises:
        InputError: Something in it is not as it should be.
    """
    if unknown := [str(key) for key in data if key not in ("rules", "words")]:
        raise _fault(f"{path}", f"unknown keys {sorted(unknown)}")
    words = data.get("words")
    if words is not None and not isinstance(words, dict):
        raise _fault(f"{path}: words", "is not a mapping of classes to patterns")
    for name, pattern in (words or {}).items():
        if not (isinstance(name, str) and classes_in(f"{{{name}}}")):
            raise _fault(f"{path}: words", f"{name!r} is no name: small letters and _")
        if not isinstance(pattern, str):
            raise _fault(f"{path}: words: {name}", "is not a text")
    rules = data.get("rules")
    if rules is not None and not isinstance(rules, list):
        raise _fault(f"{path}: rules", "is not a list")
    for position, row in enumerate(rules or [], start=1):
        if not isinstance(row, dict) or not isinstance(row.get("id"), str):
            raise _fault(f"{path}: rule {position}", "has no id")
        _check_rule(row, f"{path}: rule {row['id']}", known_ids)


def check_classes(unknown: list[str], where: str) -> None:
    """Refuse a pattern in which a class is left that nothing above it defines.

    Raises:
        InputError: There is one.
    """
    if unknown:
        what = f"{{{unknown[0]}}} is no class, or is defined below (or in a circle)"
        raise _fault(where, what)


def _check_rule(row: Mapping[str, Any], where: str, known_ids: Collection[str]) -> None:
    is_disabled = row.get("disabled", False)
    if not isinstance(is_disabled, bool):
        raise _fault(where, f"disabled is neither true nor false: {is_disabled!r}")
    is_own = bool(row.get("any"))  # a rule of the team's, put aside
    if is_disabled and not is_own and row["id"] not in known_ids:
        raise _fault(where, "is switched off, but no rule has this id")
    if not isinstance(row.get("kind", ""), str):
        raise _fault(where, f"unknown kind {row['kind']!r}")
    for key in _PATTERNS:
        value = row.get(key)
        if value is not None and not (isinstance(value, str) or are_texts(value)):
            raise _fault(where, f"{key} is neither a text nor a list of texts")
    for key in _LISTS:
        if row.get(key) is not None and not are_texts(row[key]):
            raise _fault(where, f"{key} is not a list of texts")
    for key, allowed in _CHOICES.items():
        if row.get(key) is not None and row[key] not in allowed:
            raise _fault(
                where, f"{key} {row[key]!r} is unknown: {' or '.join(allowed)}"
            )
    _check_examples(row.get("examples"), where)


def _check_examples(examples: object, where: str) -> None:
    fault = _fault(where, "examples has not the lists `positive` and `negative`")
    if examples is None:
        return
    if not isinstance(examples, dict) or set(examples) - {"positive", "negative"}:
        raise fault
    for rows in examples.values():
        if rows is not None and not isinstance(rows, list):
            raise fault
        if not all(isinstance(one, str | dict) for one in rows or []):
            raise fault


def _fault(where: str, what: str) -> InputError:
    return InputError(f"{where}: {what}", _REMEDY)
