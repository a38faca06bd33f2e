"""Check a file of decisions, entry by entry: what holds, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from pipelines.data_files import read_yaml
from pipelines.read.decisions.values import NotAllowedError, read_value
from pipelines.read.decisions.written import UnreadableError, Written, read_written

_SECTIONS = Path(__file__).with_name("sections.yml")
_VERSION = "1"


@dataclass(frozen=True, slots=True)
class Decision:
    """One entry that holds.

    Attributes:
        kind: Its section: confirm, correct, switch_off, add, labels, teams, on_call,
            exceptions.
        position: From 1, within its section.
        line: From 1.
        fields: Name to value, as `values.py` reads them; what is absent is not there.
    """

    kind: str
    position: int
    line: int
    fields: dict[str, Any]

    @property
    def subject(self) -> str:
        """What it is about: a policy, label, team, rota, or the name of a new rule."""
        names = ("policy", "canonical", "team", "rota")
        name = (
            "id" if self.kind == "add" else next(n for n in names if n in self.fields)
        )
        return str(self.fields[name])


@dataclass(frozen=True, slots=True)
class Problem:
    """An entry that does not hold, or a file that is none.

    Attributes:
        field: Where in the file: `exceptions[2].until`; empty for the file.
    """

    line: int
    field: str
    reason: str

    def __str__(self) -> str:
        return f"{self.field}: {self.reason}" if self.field else self.reason


@dataclass(slots=True)
class Reading:
    """What one file says, and what of it cannot be taken."""

    decisions: list[Decision] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@cache
def _sections() -> dict[str, dict[str, str]]:
    sections: dict[str, dict[str, str]] = read_yaml(_SECTIONS)
    return sections


def read_decisions(text: str) -> Reading:
    """Read `policies.yml`; an entry with a problem is left out, the others hold."""
    reading = Reading()
    try:
        written = read_written(text)
    except UnreadableError as error:
        reading.problems.append(Problem(error.line, "", error.reason))
        return reading
    if written.is_empty:
        return reading
    names = {*(written.fields or {})} - {"version"}
    if written.fields is None or (names and not names & _sections().keys()):
        known = ", ".join(_sections())
        reason = f"no file of decisions: it has none of the sections {known}"
        reading.problems.append(Problem(written.line, "", reason))
        return reading
    for name, section in written.fields.items():
        line = written.key_lines[name]
        if name == "version":
            if section.text != _VERSION:
                reason = f"only version {_VERSION} is read"
                reading.problems.append(Problem(line, name, reason))
        elif name not in _sections():
            reason = f"no such section. Known are {', '.join(_sections())}"
            reading.problems.append(Problem(line, name[:60], reason))
        else:
            _read_section(reading, name, section)
    _refuse_second_ids(reading)
    return reading


def _read_section(reading: Reading, name: str, section: Written) -> None:
    if section.is_empty:
        return
    if section.items is None:
        reason = "not a list: begin each entry with `- `"
        reading.problems.append(Problem(section.line, name, reason))
        return
    for position, entry in enumerate(section.items, start=1):
        where = f"{name}[{position}]"
        if entry.fields is None:
            reason = "not an entry: write `field: value` lines"
            reading.problems.append(Problem(entry.line, where, reason))
            continue
        found: dict[str, Any] = {}
        problems = list(_read_entry(name, where, entry, found))
        if problems:
            reading.problems += problems
        else:
            reading.decisions.append(Decision(name, position, entry.line, found))


def _read_entry(
    name: str, where: str, entry: Written, found: dict[str, Any]
) -> Iterator[Problem]:
    kinds = _sections()[name]
    fields = entry.fields or {}
    for field_name, value in fields.items():
        line = entry.key_lines[field_name]
        kind = kinds.get(field_name)
        if kind is None:
            known = ", ".join(kinds)
            place = f"{where}.{field_name[:60]}"
            yield Problem(line, place, f"no such field. Known are {known}")
            continue
        try:
            found[field_name] = read_value(kind.rstrip("!"), value)
        except NotAllowedError as error:
            place = ".".join(filter(None, (where, field_name, error.inner)))
            yield Problem(error.line, place, error.reason)
    for field_name, kind in kinds.items():
        if kind.endswith("!") and field_name not in fields:
            yield Problem(entry.line, f"{where}.{field_name}", "missing")
    last = "to" if "to" in kinds else "until"
    since, until = found.get("from"), found.get(last)
    if since and until and until < since:
        line = entry.key_lines[last]
        yield Problem(line, f"{where}.{last}", "before `from`")


def _refuse_second_ids(reading: Reading) -> None:
    """Two rules of one name: neither is taken rather than the wrong one."""
    ids: dict[tuple[str, str], int] = {}
    for one in reading.decisions:
        if one.kind == "add":
            key = (str(one.fields.get("repository", "")), one.subject)
            ids[key] = ids.get(key, 0) + 1
    for one in list(reading.decisions):
        key = (str(one.fields.get("repository", "")), one.subject)
        if one.kind == "add" and ids[key] > 1:
            reading.decisions.remove(one)
            place = f"add[{one.position}].id"
            reason = f"another rule is called {one.subject}"
            reading.problems.append(Problem(one.line, place, reason))
