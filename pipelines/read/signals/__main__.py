"""`python -m pipelines.read.signals IN OUT [RULES]`: signals of texts in JSON lines."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipelines.errors import InputError, SaydoError, UsageError
from pipelines.read.references import find_references
from pipelines.read.signals.find import find_with
from pipelines.read.signals.rules import Rulebook, load_rules
from pipelines.read.signals.signal import Signal

_FIELDS = {"id": True, "text": True, "heading": False, "source": False}


def main(arguments: list[str]) -> int:
    """Read `id`, `text` (`heading`, `source`); write `id`, `signals`, `values`.

    RULES is a file of a team's own rules. The signals written are those that hold,
    and those that the text denies (`is_negated`), which do not count as said; what is
    only supposed, quoted or a form's own text is left out.
    """
    try:
        if len(arguments) not in (2, 3):
            raise UsageError(
                "usage: python -m pipelines.read.signals IN OUT [RULES]",
                "Name a file of JSON lines to read and a file to write.",
            )
        source, target, *rules = map(Path, arguments)
        for given in (source, *rules):
            if _is_one(given, target):
                raise UsageError(
                    f"{target}: would be written over what is read",
                    "Name another file to write.",
                )
        book = load_rules(rules[0] if rules else None)
        results = [_result(record, book) for record in read_records(source)]
        lines = (json.dumps(result, ensure_ascii=False) for result in results)
        try:
            target.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        except OSError as error:
            raise InputError(f"{target}: {error.strerror}", "Check OUT.") from error
    except SaydoError as error:
        print(error, file=sys.stderr)
        return error.exit_status
    return 0


def _is_one(one: Path, other: Path) -> bool:
    """Whether both are one file, by whatever names."""
    try:
        return one.samefile(other)
    except OSError:
        return False


def read_records(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a file of JSON lines; empty lines are passed over.

    Raises:
        InputError: The file cannot be read, or a line is not such a record.
    """
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}", "Check IN.") from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _record(line, f"{path}:{number}")


def _record(line: bytes, where: str) -> dict[str, Any]:
    remedy = 'Write one JSON object a line, as in {"id": "a1", "text": "..."}.'
    try:
        record = json.loads(line)
    except ValueError as error:
        raise InputError(f"{where}: not JSON: {error}", remedy) from error
    if not isinstance(record, dict):
        raise InputError(f"{where}: not a JSON object", remedy)
    for name, is_required in _FIELDS.items():
        value = record.get(name)
        if value is None and not is_required:
            continue
        if not (isinstance(value, str) or (name == "id" and isinstance(value, int))):
            what = "is missing" if name not in record else "is not a string"
            raise InputError(f"{where}: `{name}` {what}", remedy)
    return record


def _result(record: dict[str, Any], book: Rulebook) -> dict[str, Any]:
    text = record["text"]
    found = find_with(
        book, text, heading=record.get("heading"), source=record.get("source")
    )
    told = [s for s in found if s.holds or (s.is_negated and not _is_unsaid(s))]
    return {
        "id": record["id"],
        "signals": [
            {
                "kind": signal.kind,
                "quote": signal.quote,
                "rule_id": signal.rule_id,
                "is_negated": signal.is_negated,
            }
            for signal in told
        ],
        "values": _values(text, found),
    }


def _is_unsaid(signal: Signal) -> bool:
    return (
        signal.is_hypothetical
        or signal.is_quoted
        or signal.is_template
        or signal.is_general
    )


def _values(text: str, found: list[Signal]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for signal in found:
        for name in ("deprecation_days", "severity"):
            value = signal.parameters.get(name)
            if signal.holds and value is not None:
                values.setdefault(name, value)
    values["references"] = [
        {
            "reference": f"{reference.target_repository_id or ''}"
            f"#{reference.target_number}",
            "repository": reference.target_repository_id,
            "number": reference.target_number,
            "kind": reference.target_kind,
            "role": reference.role,
            "is_negated": reference.is_negated,
        }
        for reference in find_references(text, repository_id=None)
    ]
    return values


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
