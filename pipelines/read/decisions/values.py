"""What a field of a decision may hold: one reader per kind, each with its message."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from pipelines.data_files import read_yaml
from pipelines.read.clauses.parameters import bind
from pipelines.read.decisions.written import Written

_PARAMETERS = Path(__file__).with_name("parameters.yml")
_MAX_TEXT, _MAX_NAME, _MAX_ITEMS = 1_000, 200, 500
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")
_ENTRY = re.compile(r"[a-z][a-z_]{1,59}")
_REPOSITORY = re.compile(r"[\w.-]{1,100}/[\w.-]{1,100}")
_LOGIN = re.compile(r"@?[A-Za-z0-9][A-Za-z0-9_.-]{0,99}(?:\[bot\])?")
_TEAM = re.compile(r"@?(?:[A-Za-z0-9-]{1,39}/)?[A-Za-z0-9][\w.-]{0,99}")
_TRUE, _FALSE = {"true", "yes", "on"}, {"false", "no", "off"}


class NotAllowedError(ValueError):
    """A value is not what its field holds; says what to write instead.

    Attributes:
        inner: The part of the field that is meant; empty for all of it.
    """

    def __init__(self, line: int, reason: str, inner: str = "") -> None:
        super().__init__(reason)
        self.line, self.reason, self.inner = line, reason, inner


def read_value(kind: str, written: Written) -> Any:  # noqa: ANN401 by its kind
    """Read a value of the kind that `sections.yml` names.

    Raises:
        NotAllowedError: It is not of that kind.
    """
    return _READERS[kind](written)


def _text(written: Written, *, longest: int = _MAX_TEXT) -> str:
    text = " ".join((written.text or "").split())
    if written.text is None or not text:
        raise NotAllowedError(written.line, "not a text")
    if len(text) > longest:
        raise NotAllowedError(written.line, f"longer than {longest:,} characters")
    return text


def _matching(
    pattern: re.Pattern[str], example: str, *, is_lower: bool = False
) -> Callable[[Written], str]:
    def read(written: Written) -> str:
        text = _text(written, longest=_MAX_NAME)
        if not pattern.fullmatch(text):
            raise NotAllowedError(
                written.line, f"not a name of this kind: {text[:80]!r}. Write {example}"
            )
        return text.lower() if is_lower else text

    return read


def _name(written: Written) -> str:
    return _text(written, longest=_MAX_NAME)


_login = _matching(_LOGIN, "a login, such as alice", is_lower=True)
_team_name = _matching(_TEAM, '"@acme/core" or "@core"', is_lower=True)


def _person(written: Written) -> str:
    return _login(written).removeprefix("@")


def _role(written: Written) -> str:
    return _name(written).lower()


def _team(written: Written) -> str:
    return "@" + _team_name(written).removeprefix("@")


def _each(one: Callable[[Written], Any]) -> Callable[[Written], list[Any]]:
    """A list of them, or a single one."""

    def read(written: Written) -> list[Any]:
        items = written.items if written.items is not None else [written]
        if not items or len(items) > _MAX_ITEMS:
            raise NotAllowedError(written.line, "an empty or an endless list")
        return list(dict.fromkeys(one(item) for item in items))

    return read


def _day(written: Written) -> date:
    text = _text(written, longest=_MAX_NAME)
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NotAllowedError(
            written.line, f"not a day: {text[:40]!r}. Write it as 2026-12-31"
        ) from None


def _record(written: Written) -> str:
    text = _name(written)
    return f"#{text}" if text.isdigit() else text


def _one_of(names: list[str]) -> Callable[[Written], str]:
    def read(written: Written) -> str:
        text = _name(written).lower()
        if text not in names:
            raise NotAllowedError(
                written.line, f"{text[:60]!r} is none of {', '.join(names)}"
            )
        return text

    return read


def _whole(low: int, high: int) -> Callable[[Written], int]:
    def read(written: Written) -> int:
        text = _name(written)
        if not text.isdecimal() or not low <= int(text) <= high:
            raise NotAllowedError(
                written.line, f"not a whole number from {low} to {high}: {text[:40]!r}"
            )
        return int(text)

    return read


def _flag(written: Written) -> bool:
    text = _name(written).lower()
    if text not in _TRUE | _FALSE:
        raise NotAllowedError(written.line, f"neither true nor false: {text[:40]!r}")
    return text in _TRUE


def _durations(written: Written) -> list[dict[str, Any]]:
    """`within 3 business days`, `at least 24 hours`: each text is one period."""
    found = []
    for text in _each(_text)(written):
        periods = bind(text).get("durations", [])
        if len(periods) != 1:
            raise NotAllowedError(
                written.line,
                f"not one period: {text[:60]!r}. Write `within 3 business days`"
                " or `at least 24 hours`",
            )
        found.append(periods[0])
    return found


def _parameters(written: Written) -> dict[str, Any]:
    """Stated parameters; None takes away what the sentence says."""
    if not written.fields:
        raise NotAllowedError(written.line, "no parameters: write `name: value` lines")
    found: dict[str, Any] = {}
    for name, value in written.fields.items():
        reader = _parameter_readers().get(name)
        line = written.key_lines[name]
        if reader is None:
            known = ", ".join(sorted(_parameter_readers()))
            reason = f"no such parameter. Known are {known}"
            raise NotAllowedError(line, reason, name[:60])
        try:
            found[name] = None if value.is_empty else reader(value)
        except NotAllowedError as error:
            raise NotAllowedError(error.line, error.reason, name) from None
    return found


@cache
def _parameter_readers() -> dict[str, Callable[[Written], Any]]:
    kinds: dict[str, Callable[[Written], Any]] = {
        "count": _whole(1, 20),
        "role": _role,
        "flag": _flag,
        "texts": _each(_name),
        "teams": _each(_team),
        "people": _each(_person),
        "levels": _each(_whole(0, 5)),
        "durations": _durations,
    }
    table = read_yaml(_PARAMETERS)
    several = {"item_kinds", "merge_methods", "excluded_merge_methods"}
    return {
        name: kinds[kind]
        if isinstance(kind, str)
        else (_each(_one_of(kind)) if name in several else _one_of(kind))
        for name, kind in table.items()
    }


_READERS: dict[str, Callable[[Written], Any]] = {
    "text": _text,
    "name": _matching(_NAME, "a short name, such as two-approvals"),
    "entry": _matching(_ENTRY, "an entry of the catalogue, such as approval_count"),
    "reference": _name,
    "repository": _matching(_REPOSITORY, "owner/name"),
    "person": _person,
    "people": _each(_person),
    "team": _team,
    "label": _name,
    "labels": _each(_name),
    "records": _each(_record),
    "day": _day,
    "strength": _one_of(["must", "should"]),
    "parameters": _parameters,
}
