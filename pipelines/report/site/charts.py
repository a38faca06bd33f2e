"""Charts, drawn while the site is written: Vega-Lite descriptions -> SVG in the page.

A chart is a file in `charts/`: what it is called, what it shows, its columns, and its
description in Vega-Lite without the data. Colours are the page's own variables, so that
a chart follows light and dark. No address is ever loaded.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import vl_convert
from markupsafe import Markup, escape

from pipelines.escaping import one_line, shorten

Row = Mapping[str, Any]
CHARTS = Path(__file__).with_name("charts")
_SVG = "http://www.w3.org/2000/svg"
_WIDTHS = {"wide": 640, "narrow": 250}  # pixels of the plot; the page shows one
_ONE_WIDTH = {"any": 420}  # for charts of which there are many
_MOST_ROWS = 400
_MOST_YEARS_BY_MONTH = 10
_TICKS = 8
_KEPT_ATTRIBUTES = {
    "d", "dy", "fill", "fill-opacity", "font-family", "font-size", "font-weight",
    "height", "opacity", "stroke", "stroke-dasharray", "stroke-opacity", "stroke-width",
    "stroke-linecap", "stroke-linejoin", "stroke-miterlimit",
    "text-anchor", "transform", "viewBox", "width", "x", "x1", "x2", "y", "y1", "y2",
    "display", "clip-path", "id",
}  # fmt: skip


@dataclass
class Charts:
    """The charts of one page: each gets ids of its own."""

    count: int = field(default=0, init=False)

    def draw(self, name: str, rows: Sequence[Row], title: str = "") -> list[Markup]:
        """Return a chart for wide screens and one for narrow ones, or one for all."""
        chart = {**read_chart(name), **({"title": one_line(title)} if title else {})}
        values = [_plain(row) for row in rows[:_MOST_ROWS]]
        drawn = []
        widths = _ONE_WIDTH if chart.get("is_one_of_many") else _WIDTHS
        for kind, width in widths.items():
            self.count += 1
            svg = vl_convert.vegalite_to_svg(_specification(chart, values, width))
            drawn.append(
                _own(svg, kind, f"chart-{self.count}", chart["title"], chart["says"])
            )
        return drawn


@cache
def read_chart(name: str) -> Mapping[str, Any]:
    """Return the description of a chart; `like` names one that it takes after."""
    chart: dict[str, Any] = json.loads(
        (CHARTS / f"{name}.json").read_text(encoding="utf-8")
    )
    return {**read_chart(chart["like"]), **chart} if "like" in chart else chart


def _specification(
    chart: Mapping[str, Any], values: Sequence[Row], width: int
) -> dict[str, Any]:
    common = json.loads((CHARTS / "common.json").read_text(encoding="utf-8"))
    chart = _with_few_ticks(chart, values)
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",  # a name
        "background": None,
        "width": width,
        "config": common,
        **chart["spec"],
        "data": {"values": list(values)},
    }


def _with_few_ticks(
    chart: Mapping[str, Any], values: Sequence[Row]
) -> Mapping[str, Any]:
    """No tick for each month where one odd date is ages from the others."""
    axis = chart["spec"].get("encoding", {}).get("x", {})
    if axis.get("axis", {}).get("tickCount") != "month":
        return chart
    days = sorted(str(row[axis["field"]]) for row in values if row[axis["field"]])
    years = int(days[-1][:4]) - int(days[0][:4]) if days else 0
    if years < _MOST_YEARS_BY_MONTH:
        return chart
    few = copy.deepcopy(dict(chart))
    few["spec"]["encoding"]["x"]["axis"]["tickCount"] = _TICKS
    return few


def _plain(row: Row) -> dict[str, Any]:
    """Return a row as JSON takes it; long texts are cut."""
    return {key: _value(value) for key, value in row.items()}


def _value(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return shorten(value, 60)
    return value


def _own(svg: str, kind: str, prefix: str, title: str, says: str) -> Markup:
    """Make the drawing part of the page: named, without styles, ids of its own."""
    root = ElementTree.fromstring(one_line(svg))
    for element in root.iter():
        for name in list(element.attrib):
            if name not in _KEPT_ATTRIBUTES:
                del element.attrib[name]
        for name, value in element.attrib.items():
            element.set(name, re.sub(r"url\(#(?=clip)", f"url(#{prefix}-", value))
        if "id" in element.attrib:
            element.set("id", f"{prefix}-{element.attrib['id']}")
        element.tag = element.tag.removeprefix(f"{{{_SVG}}}")
    width, height = root.attrib.pop("width"), root.attrib.pop("height")
    root.attrib |= {
        "class": f"chart {kind}",
        "role": "img",
        "aria-labelledby": f"{prefix}-title {prefix}-says",
        "width": width,
        "height": height,
    }
    root.insert(0, _words("desc", f"{prefix}-says", says))
    root.insert(0, _words("title", f"{prefix}-title", title))
    return Markup(ElementTree.tostring(root, encoding="unicode"))


def _words(tag: str, name: str, words: str) -> ElementTree.Element:
    element = ElementTree.Element(tag, {"id": name})
    element.text = words
    return element


def bar(passed: int, failed: int, unknown: int, *, width: int = 120) -> Markup:
    """Return a small bar of kept, broken and unknown; the words stand beside it."""
    total = passed + failed + unknown
    if not total:
        return Markup("")
    parts, left = [], 0.0
    for number, kind in ((passed, "kept"), (failed, "broken"), (unknown, "unknown")):
        share = width * number / total
        if number:
            parts.append(
                f'<rect x="{left:.1f}" width="{max(share - 1, 1):.1f}" height="10"'
                f' class="bar-{kind}"/>'
            )
        left += share
    words = escape(f"{passed:,} kept, {failed:,} broken, {unknown:,} unknown")
    return Markup(
        f'<svg class="bar" role="img" aria-label="{words}" width="{width}" height="10"'
        f' viewBox="0 0 {width} 10" preserveAspectRatio="none">{"".join(parts)}</svg>'
    )
