"""Whether a write-up is final, a draft, a template, or not about an incident."""

from __future__ import annotations

import re

from pipelines.read.incidents.data import patterns
from pipelines.read.incidents.fields import Field
from pipelines.read.incidents.records import Standing
from pipelines.read.incidents.sections import is_general_title

_CHOICE = re.compile(r"\*\*([^*|]{2,40})\*\*")


def standing_of(title: str, path: str, fields: list[Field], source: str) -> Standing:
    """Standing of an entry by its title, its file and what it says of its status."""
    name = path.rpartition("/")[2].rpartition(".")[0]
    if _says("template_titles", title) or _says("template_titles", name):
        return "template"
    status = next((f.value for f in fields if "status" in f.roles and f.value), "")
    status = _chosen(status, source)
    if _says("not_incident_titles", title) or _says("not_incident_values", status):
        return "not_an_incident"
    if _says("draft_titles", title) or _says("draft_values", status):
        return "draft"
    return "final"


def is_about_incidents_in_general(title: str) -> bool:
    """A process, a guide, or the log itself."""
    return is_general_title(title)


def omission_in(text: str) -> str | None:
    """The words by which a write-up says that something is missing in it."""
    for pattern in patterns("omissions"):
        if match := pattern.search(text[:100_000]):
            start = (
                max(
                    text.rfind("\n", 0, match.start()),
                    text.rfind(". ", 0, match.start()) + 1,
                )
                + 1
            )
            end = re.compile(r"[.!?](?:\s|$)|\n").search(text, match.end())
            return text[start : end.start() + 1 if end else None].strip()[:300]
    return None


def _says(key: str, text: str) -> bool:
    return any(pattern.search(text.strip()) for pattern in patterns(key))


def _chosen(status: str, source: str) -> str:
    """`[draft | in review | **final**]` has the bold one chosen."""
    if "|" not in status:
        return status
    line = next((s for s in source.splitlines() if "|" in s and "tatus" in s), "")
    bold = [m[1] for m in _CHOICE.finditer(line) if "tatus" not in m[1]]
    return bold[0] if len(bold) == 1 else ""
