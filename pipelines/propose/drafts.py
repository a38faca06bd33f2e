"""Drafts in the making: templates rendered into files of one folder."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from pipelines.escaping import code, escape, link, quotation
from pipelines.terminal import plain

_TEMPLATES = Path(__file__).with_name("templates")
_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")
_LONGEST_NAME = 60

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Draft:
    """One file that was written.

    Attributes:
        path: Relative to the folder of drafts, `/` between parts.
        kind: labels, follow_up, decision or rule.
        about: What it is about: a repository, an incident, a topic, a policy.
    """

    path: str
    kind: str
    about: str


@dataclass
class Folder:
    """Where drafts are written, and the list of them."""

    root: Path
    drafts: list[Draft] = field(default_factory=list)

    def markdown(self, path: str, kind: str, about: str, **values: object) -> None:
        """Render the template of `kind`; what is not Markdown yet is escaped."""
        template = _markdown().get_template(f"{kind}.md.j2")
        self._write(path, _tidy(template.render(about=about, **values)))
        self.drafts.append(Draft(path, kind, about))

    def script(self, path: str, kind: str, about: str, text: str) -> None:
        """Write a shell script that only its reader may run."""
        self._write(path, text)
        self.drafts.append(Draft(path, kind, about))

    def data(self, path: str, kind: str, about: str, value: object) -> None:
        """Write JSON."""
        text = json.dumps(value, indent=2, ensure_ascii=False) + "\n"
        self._write(path, text)
        self.drafts.append(Draft(path, kind, about))

    def index(self) -> None:
        """Write the page that lists them all."""
        template = _markdown().get_template("index.md.j2")
        self._write("README.md", _tidy(template.render(drafts=self.drafts)))

    def _write(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")


def slug(text: str) -> str:
    """A name for a file: lower case, dashes, never empty, never a way out."""
    return _NOT_IN_NAMES.sub("-", text.lower()).strip("-")[:_LONGEST_NAME] or "draft"


def place(row: Mapping[str, Any]) -> Markup:
    """Where the words of a row stand: a link, an item, or path and line."""
    words = row.get("item_id") or row.get("path") or "unknown place"
    if row.get("path") and not row.get("item_id") and row.get("line"):
        words = f"{row['path']}:{row['line']}"
    return link(code(str(words)), row.get("url"))


def _markdown() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        autoescape=True,
        finalize=_say,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "code": lambda text: code(str(text)),
        "codes": lambda names: Markup(", ".join(code(str(name)) for name in names)),
        "place": place,
        "plain": plain,
        "quotation": lambda text: quotation(str(text), longest=600),
    }
    return environment


def _say(value: object) -> Markup:
    if isinstance(value, Markup):
        return value
    return escape("unknown" if value is None else str(value))


def _tidy(text: str) -> str:
    """One empty line between blocks, none at the end."""
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"
