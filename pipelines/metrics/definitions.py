"""Which metrics are published, as the dbt project defines them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Definition:
    """One metric.

    Attributes:
        name: Its name in MetricFlow.
        title: Its name for a reader.
        unit: rate (0 to 1), hours, per_month.
        definition: What is counted over what, in words.
        source_name: Standard that names it; `saydo` for our own.
        source_url: Where the standard stands; None for our own.
        numerator: Metric that is counted above; None for a median.
        denominator: Metric that is counted below, or that counts what a median is of.
        unknown: Metric that counts what the data cannot tell; None where all is told.
        measured_on: Published tables that it is counted over, sorted.
    """

    name: str
    title: str
    unit: str
    definition: str
    source_name: str
    source_url: str | None
    numerator: str | None
    denominator: str | None
    unknown: str | None
    measured_on: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The metric and those that it is counted from."""
        parts = (self.name, self.numerator, self.denominator, self.unknown)
        return tuple(dict.fromkeys(part for part in parts if part))


def published_metrics(semantic_manifest: Mapping[str, Any]) -> tuple[Definition, ...]:
    """Return the metrics whose `meta` names a unit, in the order of the project.

    Args:
        semantic_manifest: dbt's `semantic_manifest.json`.
    """
    metrics = {metric["name"]: metric for metric in semantic_manifest["metrics"]}
    tables = _tables_of_measures(semantic_manifest)
    return tuple(
        _definition(metric, metrics, tables)
        for metric in metrics.values()
        if "unit" in _meta(metric)
    )


def _definition(
    metric: Mapping[str, Any],
    metrics: Mapping[str, Mapping[str, Any]],
    tables: Mapping[str, str],
) -> Definition:
    meta, asked = _meta(metric), metric["type_params"]
    numerator, denominator = (
        asked[part]["name"] if asked.get(part) else None
        for part in ("numerator", "denominator")
    )
    parts = [metrics[part] for part in (numerator, denominator) if part] or [metric]
    return Definition(
        name=metric["name"],
        title=metric["label"],
        unit=meta["unit"],
        definition=" ".join(metric["description"].split()),
        source_name=meta["source_name"],
        source_url=meta.get("source_url"),
        numerator=numerator,
        denominator=denominator or meta.get("denominator"),
        unknown=meta.get("unknown"),
        measured_on=tuple(
            sorted({tables[part["type_params"]["measure"]["name"]] for part in parts})
        ),
    )


def _tables_of_measures(semantic_manifest: Mapping[str, Any]) -> dict[str, str]:
    return {
        measure["name"]: model["node_relation"]["alias"]
        for model in semantic_manifest["semantic_models"]
        for measure in model["measures"]
    }


def _meta(metric: Mapping[str, Any]) -> Mapping[str, Any]:
    return (metric.get("config") or {}).get("meta") or {}
