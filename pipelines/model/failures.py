"""Say on one screen what failed in a dbt run, and where to look."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pipelines.errors import AuditError, SaydoError
from pipelines.storage import storage_error

_SHOWN = 6
_LINES = 7
_BAD = {"error", "fail", "partial success"}


def failure(outcome: Any, *, target: Path, data: Path) -> SaydoError:  # noqa: ANN401
    """Turn a dbt result that is not a success into an error for a person."""
    results = getattr(outcome.result, "results", None) or []
    failed = [result for result in results if str(result.status) in _BAD]
    if not failed:
        cause = outcome.exception or RuntimeError("dbt ended without saying why")
        return storage_error(cause, data) or AuditError(
            _shortened(str(cause)), _remedy()
        )
    messages = RuntimeError("\n".join(str(result.message) for result in failed))
    return storage_error(messages, data) or AuditError(
        "\n".join(_lines(failed, len(results), target)), _remedy()
    )


def _lines(failed: list[Any], total: int, target: Path) -> Iterable[str]:
    yield f"{len(failed)} of {total} models and tests failed"
    for result in failed[:_SHOWN]:
        node = result.node
        rows = f" ({result.failures:,} rows)" if result.failures else ""
        kind = str(node.resource_type).replace("_", " ")
        yield f"  {kind} {node.name}{rows}: {_shortened(str(result.message))}"
        if compiled := getattr(node, "compiled_path", None):
            yield f"    SQL: {target.parent.joinpath(compiled)}"
    if len(failed) > _SHOWN:
        log = target.parent / "logs" / "dbt.log"
        yield f"  and {len(failed) - _SHOWN} more, all of them in {log}"


def _shortened(message: str) -> str:
    lines = [line.rstrip() for line in message.strip().splitlines() if line.strip()]
    return "\n    ".join(lines[:_LINES])


def _remedy() -> str:
    return (
        "Nothing was published: what was published before stands as it was. "
        "This is a fault of saydo's models, not of the input; please report it."
    )
