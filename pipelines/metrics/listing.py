"""The published metrics with their values, as a person reads them on a terminal."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Any

import duckdb

from pipelines.errors import UsageError, WarehouseError
from pipelines.metrics.reading import unreadable
from pipelines.terminal import plain

_WIDTH = 88
_METRICS = """
select
    metrics.metric,
    metrics.unit,
    metrics.definition,
    metrics.source_name,
    metrics.source_url,
    metric_values.value,
    metric_values.numerator,
    metric_values.denominator,
    metric_values.unknown_count

from metrics
inner join metric_values using (metric)
where metric_values.repository_id is null and metric_values.month_on is null
order by metrics.metric
"""


def listing(warehouse: Path) -> str:
    """Return name, value, definition and standard of every metric.

    Raises:
        UsageError: Nothing was published yet.
        WarehouseError: The warehouse cannot be read.
    """
    if not warehouse.exists():
        raise UsageError(f"{warehouse} is not there", "Run make refresh first.")
    try:
        with duckdb.connect(str(warehouse), read_only=True) as connection:
            cursor = connection.execute(_METRICS)
            names = [column[0] for column in cursor.description]
            rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    except duckdb.CatalogException:
        raise WarehouseError(
            f"{warehouse} has no metrics: an older version made it",
            "Make it anew: make refresh",
        ) from None
    except duckdb.Error as error:
        raise unreadable(warehouse, error) from error
    return "\n\n".join(_entry(row) for row in rows)


def _entry(row: dict[str, Any]) -> str:
    source = " ".join(filter(None, (row["source_name"], row["source_url"])))
    text = textwrap.fill(
        plain(row["definition"]),
        _WIDTH,
        initial_indent="  ",
        subsequent_indent="  ",
    )
    return f"{row['metric']}  {_value(row)}\n{text}\n  Source: {plain(source)}"


def _value(row: dict[str, Any]) -> str:
    value, below = row["value"], row["denominator"]
    if value is None:
        shown = "unknown"
    elif row["unit"] == "rate":
        shown = f"{value:.1%} ({row['numerator']:,} of {below:,})"
    elif row["unit"] == "hours":
        shown = f"{value:,.1f} hours (median of {below:,})"
    else:
        shown = f"{value:,.2f} {plain(row['unit']).replace('_', ' ')}"
    unknown = row["unknown_count"]
    return f"{shown}; {unknown:,} unknown" if unknown else shown
