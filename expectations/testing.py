"""Great Expectations on one column of facts: which rows meet an expectation."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from typing import Any, Literal

import numpy as np
import pandas as pd

from expectations.errors import JudgeError
from expectations.meaning import Asked

os.environ["GX_ANALYTICS_ENABLED"] = "false"  # read when the library is imported

Met = Literal["pass", "fail", "unknown"]
_POSITION = "position_"


def facts_met(
    facts: list[Any],
    asked: Asked,
    severity: str,
    seen: Callable[[Asked, Any], None] | None = None,
) -> list[Met]:
    """One outcome per fact, in their order: NULL is unknown, never a violation.

    Args:
        facts: The values of one column.
        asked: The expectation.
        severity: What Great Expectations is told of its weight.
        seen: Told the expectation and its result, for those who show it.

    Raises:
        JudgeError: Great Expectations could not evaluate the expectation.
    """
    if not asked.is_open:
        return _met(facts, asked, asked.arguments, severity, seen)
    kept = _met(facts, asked, asked.arguments, severity, seen)
    allowed = _met(facts, asked, asked.allowed, severity)
    return [
        "pass" if surely == "pass" else "fail" if perhaps == "fail" else "unknown"
        for surely, perhaps in zip(kept, allowed, strict=True)
    ]


def _met(
    facts: list[Any],
    asked: Asked,
    arguments: dict[str, Any] | None,
    severity: str,
    seen: Callable[[Asked, Any], None] | None = None,
) -> list[Met]:
    met: list[Met] = ["unknown"] * len(facts)
    known = [place for place, fact in enumerate(facts) if is_known(fact)]
    if asked.missing or arguments is None or not known:
        return met
    frame = pd.DataFrame(
        {
            # GX skips nulls, so that none may be among the rows that it is given.
            asked.column: pd.Series([facts[place] for place in known]),
            _POSITION: known,
        }
    )
    result = _validate(frame, asked, arguments, severity)
    failed = _failed(frame, asked, result)
    if seen:
        seen(asked, result)
    for place in known:
        met[place] = "fail" if place in failed else "pass"
    return met


def is_known(fact: object) -> bool:
    """Whether a fact is not NULL, in any of the forms that pandas gives it."""
    if isinstance(fact, list | tuple | np.ndarray):
        return True
    return fact is not None and not bool(pd.isna(fact))


def _failed(frame: pd.DataFrame, asked: Asked, result: Any) -> set[int]:  # noqa: ANN401
    outcome = result.result or {}
    # GX reports an error of its own as a mere failure, with an empty result.
    if outcome.get("element_count") != len(frame) or outcome.get("missing_count"):
        raise JudgeError(
            f"{asked.type} on {asked.column} was not evaluated: {_cause(result)}",
            "This is a fault of the catalogue or of the facts, and no finding.",
        )
    return {int(row[_POSITION]) for row in outcome.get("unexpected_index_list") or ()}


def _validate(
    frame: pd.DataFrame, asked: Asked, arguments: dict[str, Any], severity: str
) -> Any:  # noqa: ANN401
    try:
        kind = expectation_types()[asked.type]
        expectation = kind(column=asked.column, severity=severity, **arguments)
        batch = _batch_definition().get_batch(batch_parameters={"dataframe": frame})
        return batch.validate(
            expectation,
            result_format={
                "result_format": "COMPLETE",
                "unexpected_index_column_names": [_POSITION],
            },
        )
    except Exception as error:
        raise JudgeError(
            f"{asked.type} on {asked.column} could not be run: {error}",
            "This is a fault of the catalogue or of the facts, and no finding.",
        ) from error


def _cause(result: Any) -> str:  # noqa: ANN401
    information = result.exception_info or {}
    errors = [information, *information.values()]
    for error in errors:
        if isinstance(error, dict) and error.get("raised_exception"):
            return str(error.get("exception_message"))[:500]
    return "not every row was counted"


@cache
def expectation_types() -> dict[str, Any]:
    """Every expectation that the catalogue may name."""
    import great_expectations.expectations as core

    from expectations.list_expectations import LIST_EXPECTATIONS

    names = [name for name in dir(core) if name.startswith("ExpectColumnValues")]
    return {name: getattr(core, name) for name in names} | LIST_EXPECTATIONS


@cache
def _batch_definition() -> Any:  # noqa: ANN401
    import great_expectations as gx

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    asset = context.data_sources.add_pandas("marts").add_dataframe_asset("population")
    return asset.add_batch_definition_whole_dataframe("rows")
