"""The templates of the site: everything in them that is not markup is escaped."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import jinja2

from pipelines.escaping import shorten
from pipelines.report import wording
from pipelines.report.site import words
from pipelines.report.site.addresses import plain_slug
from pipelines.report.site.charts import bar, read_chart
from pipelines.report.site.tables import labelled

TEMPLATES = Path(__file__).resolve().parents[1] / "templates" / "site"


@cache
def environment() -> jinja2.Environment:
    """Return the environment that renders all pages."""
    pages = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        finalize=words.say,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    pages.filters |= {
        "byid": words.by_id,
        "flat": words.flat,
        "in_groups": words.in_groups,
        "inputs": words.inputs,
        "slug": plain_slug,
        "sortable": words.sortable,
        "capital": words.capital,
        "code": words.code,
        "day": words.day,
        "duration": words.duration,
        "labelled": labelled,
        "marked": words.marked,
        "moment": words.moment,
        "names": words.names,
        "outcome": words.outcome,
        "parameters": words.parameters,
        "percent": words.percent,
        "quote": words.quote,
        "counts": words.counts,
        "shorten": shorten,
        "tag": words.tag,
        "word": words.word,
    }
    pages.globals |= {
        "bar": bar,
        "change": words.change,
        "counted": wording.counted,
        "describe_chart": read_chart,
        "measure": words.measure,
        "share": wording.share,
        "kept_by": wording.kept,
        "unknown": words.UNKNOWN,
    }
    return pages
