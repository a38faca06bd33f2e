"""The metrics on a terminal: values in their unit, and what is unknown."""

from __future__ import annotations

import duckdb
import pytest

from pipelines.errors import UsageError, WarehouseError
from pipelines.metrics.listing import listing
from tests.unit.report.warehouses import make_warehouse

CASES = {
    "rate": ({"value": 0.25, "numerator": 1, "denominator": 4}, "25.0% (1 of 4)"),
    "hours": ({"value": 1.5, "denominator": 3}, "1.5 hours (median of 3)"),
    "per_month": ({"value": 2.5, "numerator": 5, "denominator": 2}, "2.50 per month"),
}


def test_each_unit_has_its_own_words(tmp_path):
    warehouse = make_warehouse(
        tmp_path / "warehouse.duckdb",
        {
            "metrics": [
                {"metric": unit, "unit": unit, "definition": "What\x1b[31m it is."}
                for unit in CASES
            ],
            "metric_values": [
                {"metric_value_id": unit, "metric": unit, **row}
                for unit, (row, _) in CASES.items()
            ],
        },
    )
    lines = listing(warehouse).splitlines()
    for unit, (_, words) in CASES.items():
        assert f"{unit}  {words}" in lines
    assert not any("\x1b" in line for line in lines)


def test_unknown_is_said_and_counted(tmp_path):
    warehouse = make_warehouse(
        tmp_path / "warehouse.duckdb",
        {
            "metrics": [{"metric": "m", "unit": "rate"}],
            "metric_values": [
                {"metric_value_id": "m", "metric": "m", "unknown_count": 1200}
            ],
        },
    )
    assert listing(warehouse).startswith("m  unknown; 1,200 unknown")


def test_a_file_that_is_no_warehouse_is_named(tmp_path):
    file = tmp_path / "warehouse.duckdb"
    file.write_text("This is no database. " * 1000)
    with pytest.raises(WarehouseError, match=r"warehouse\.duckdb cannot be read"):
        listing(file)


def test_without_a_warehouse_or_with_an_old_one_it_says_what_to_do(tmp_path):
    with pytest.raises(UsageError, match="make refresh"):
        listing(tmp_path / "warehouse.duckdb")
    duckdb.connect(str(tmp_path / "warehouse.duckdb")).close()
    with pytest.raises(WarehouseError, match="make refresh"):
        listing(tmp_path / "warehouse.duckdb")
