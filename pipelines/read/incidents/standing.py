"""Whether a write-up is final, a draft, a template, or not about an incident."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.markdown import Block
from pipelines.read.incidents.data import is_placeholder, patterns
from pipelines.read.incidents.fields import Field
from pipelines.read.incidents.records import Standing
from pipelines.read.incidents.sections import Section

_MARKS = re.compile(r"[*`~]|\b_|_\b")
_UNFINISHED = re.compile(
    r"\b(?:tbd|tba|tbc|todo|to be|not yet|wip|pending)\b", re.IGNORECASE
)
_SEVERAL = re.compile(r"\||\w / \w|\w / \*\*")
_CHOICE = re.compile(r"\*\*([^*|]{2,40})\*\*")


def standing_of(
    title: str,
    path: str,
    fields: list[Field],
    blocks: list[Block],
    source: str,
) -> Standing:
    """Standing of an entry by its title, its file and what it says of its status.

    Args:
        title: Of the incident.
        path: Of its document, empty if that holds others, too.
        fields: Of the incident.
        blocks: What stands before its parts; the first words may say what it is.
        source: Verbatim.
    """
    name = path.rpartition("/")[2].rpartition(".")[0]
    if _says("template_titles", title) or _says("template_titles", name):
        return "template"
    status = status_in(fields, source) or ""
    if _says("not_incident_titles", title) or _says("not_incident_values", status):
        return "not_an_incident"
    if (
        _says("draft_titles", title)
        or _says("draft_titles", _words(name))
        or _says("draft_values", status)
    ):
        return "draft"
    notes = [b.text for b in blocks[:4] if b.kind == "paragraph"]
    if any(_says("not_incident_notes", note) for note in notes):
        return "not_an_incident"
    if any(_says("draft_notes", note) for note in notes):
        return "draft"
    return "final"


def status_in(fields: list[Field], source: str) -> str | None:
    """The value of its field of a status; of several that are given, the bold one."""
    status = next((f.value for f in fields if "status" in f.roles and f.value), "")
    return _chosen(status, source) or None


def omission_in(section: Section) -> str | None:
    """The words by which a write-up says that something is missing in it."""
    return next(_omissions(section, in_actions=False), None)


def _omissions(section: Section, *, in_actions: bool) -> Iterator[str]:
    """In its parts; an empty field beside them, or a task to do, is no omission."""
    for block in section.blocks[:5_000]:
        if block.kind in ("code", "heading"):
            continue
        is_unfinished = is_placeholder(block.text) and _UNFINISHED.search(block.text)
        if is_unfinished and section.parts:
            yield block.source.strip()[:300]
        for sentence in re.split(r"(?<=[.!?])\s+", block.source[:5_000].strip()):
            flat = _MARKS.sub("", " ".join(sentence.split()))
            is_task = in_actions and re.match(r"\W*(?:TODO|FIXME)\b", flat)
            if not is_task and any(p.search(flat) for p in patterns("omissions")):
                yield sentence.strip()[:300]
    for child in section.children:
        if child.parts or not child.is_part:
            actions = in_actions or "action_items" in child.parts
            yield from _omissions(child, in_actions=actions)


def filed_afterwards(section: Section) -> bool | None:
    """Whether the issue came after the restoration, by the write-up's own words."""
    for block in section.all_blocks():
        words = _MARKS.sub("", " ".join(block.text[:5_000].split()))
        for key, is_late in (("filed_late", True), ("filed_at_once", False)):
            if block.kind != "code" and _says(key, words):
                return is_late
    return None


def _words(name: str) -> str:
    return name.replace("-", " ").replace("_", " ")


def _says(key: str, text: str) -> bool:
    return any(pattern.search(text.strip()) for pattern in patterns(key))


def _chosen(status: str, source: str) -> str:
    """`[draft | in review | **final**]` has the bold one chosen."""
    if not _SEVERAL.search(status):
        return status
    lines = (s for s in source.splitlines() if _SEVERAL.search(s) and "tatus" in s)
    bold = [m[1] for m in _CHOICE.finditer(next(lines, "")) if "tatus" not in m[1]]
    return bold[0] if len(bold) == 1 else "" if "|" in status else status
