"""The page that tells an auditor what is in the pack and how it came about."""

from __future__ import annotations

from pathlib import Path

import jinja2

from pipelines.audit_pack.period import Period

_TEMPLATES = Path(__file__).with_name("templates")


def explain(period: Period, row_counts: dict[str, int]) -> str:
    """Markdown; nothing in it comes from outside but numbers and days."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    template = environment.get_template("README.md.j2")
    return template.render(period=period, rows=row_counts)
