"""Charts are drawn in no time, whatever dates the records have."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.report.site.charts import CHARTS, Charts, read_chart


def monthly() -> list[str]:
    """The charts with a tick for each month."""
    found = []
    for file in sorted(CHARTS.glob("*.json")):
        x = read_chart(file.stem).get("spec", {}).get("encoding", {}).get("x", {})
        if x.get("axis", {}).get("tickCount") == "month":
            found.append(file.stem)
    return found


@pytest.mark.parametrize("name", monthly())
@pytest.mark.parametrize(("first", "last"), [(2024, 9999), (1, 2024)])
def test_one_date_ages_from_the_others_makes_no_chart_endless(name, first, last):
    columns = read_chart(name)["columns"]
    rows = [
        dict.fromkeys(columns, 1) | {"month_on": date(year, 12, 1)}
        for year in (first, 2024, last)
    ]
    for drawn in Charts().draw(name, rows):
        assert drawn.count("<text") < 60
