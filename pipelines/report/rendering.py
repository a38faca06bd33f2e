"""Render templates in which everything that is not Markdown already is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from pipelines import escaping
from pipelines.report import wording
from pipelines.report.citing import Citer, Row

TEMPLATES = Path(__file__).with_name("templates")


def render_markdown(citer: Citer, sections: Mapping[str, Any]) -> str:
    """Return the report as Markdown.

    Args:
        citer: Writes the citations, and lists them at the end.
        sections: Rows by the name that the templates know them by.
    """
    template = _environment().get_template("report.md.j2")
    return _tidy(template.render(cite=citer, **sections))


def render_part(citer: Citer, name: str, sections: Mapping[str, Any]) -> str:
    """Return one part of the report, `templates/<name>.md.j2`, as Markdown."""
    environment = _environment()
    names = [row["repository_id"] for row in sections.get("repositories", ())]
    part = environment.from_string(
        '{% import "macros.md.j2" as say with context %}{% include part %}'
    )
    return _tidy(part.render(cite=citer, name=names, part=f"{name}.md.j2", **sections))


def finding_sentence(citer: Citer, finding: Mapping[str, Any]) -> str:
    """Return what stands behind a finding's headline, as Markdown."""
    template = _environment().get_template(f"findings/{finding['kind']}.md.j2")
    return template.render(cite=citer, finding=finding)


def headline(finding: Mapping[str, Any]) -> Markup:
    """Return the sentence that sums a finding up, as Markdown."""
    template = _environment().get_template("findings/headlines.md.j2")
    macros: Any = template.module
    return Markup(str(macros.headline(finding)).strip())


def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        finalize=wording.say,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "code": escaping.code,
        "codes": lambda names: wording.listed(
            [escaping.code(escaping.shorten(name, 60)) for name in names]
        ),
        "grouped": _grouped,
        "listed": wording.listed,
        "minutes": wording.minutes,
        "one_line": lambda text: Markup(" ".join(str(text).split())),
        "percent": wording.percent,
        "quotation": escaping.quotation,
        "shorten": escaping.shorten,
        "word": wording.word_for,
    }
    environment.globals |= {
        "counted": wording.counted,
        "share": wording.share,
        "kept_by": wording.kept,
    }
    return environment


def _grouped(rows: Iterable[Row], key: str) -> list[list[Row]]:
    """Return rows that follow each other with the same `key` as one group."""
    return [list(group) for _, group in groupby(rows, key=lambda row: row[key])]


def _tidy(text: str) -> str:
    """Leave one empty line between blocks, and none at the end."""
    lines: list[str] = []
    for line in text.splitlines():
        stripped = line.rstrip()
        if stripped or (lines and lines[-1]):
            lines.append(stripped)
    return "\n".join(lines).rstrip() + "\n"
