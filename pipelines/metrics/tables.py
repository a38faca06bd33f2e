"""The tables of schema `measured`: what this step writes and dbt turns into marts."""

from __future__ import annotations

from pipelines.tables import Table, columns

SCHEMA = "measured"

METRICS = Table(
    "metrics",
    "One row per metric that is published, with its definition and its standard.",
    ("metric",),
    columns(
        # unit: rate | hours | per_month. source_url: NULL for saydo's own.
        # measured_on: published tables that it is counted over (a list).
        text="metric title unit definition source_name source_url",
        json="measured_on",
    ),
)
METRIC_VALUES = Table(
    "metric_values",
    "One row per metric, repository (NULL: all) and month (NULL: whole period).",
    ("metric_value_id",),
    columns(
        text="metric_value_id metric repository_id",
        date="month_on",
        # numerator: NULL for a median. unknown_count: NULL where nothing can be.
        bigint="numerator denominator unknown_count",
        double="value",
    ),
)
COLUMN_LINEAGE = Table(
    "column_lineage",
    "One row per column of a published table and source column that it comes from.",
    ("table_name", "column_name", "source_table", "source_column"),
    columns(text="table_name column_name source_table source_column"),
)
