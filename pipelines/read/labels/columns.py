"""Labels in the columns of a table, by what its header says of each column."""

from __future__ import annotations

import re

from pipelines.markdown import Block
from pipelines.read.labels.aliases import Alias
from pipelines.read.labels.facets import facet_of
from pipelines.read.labels.mentions import label_in

_OLD = re.compile(
    r"\b(?:old|older|previous|previously|former|formerly|deprecated|legacy|alias|aliases"
    r"|variants?|synonyms?|instead of|replaces|obsolete|renamed from"
    r"|also (?:seen|used|known)(?: as)?|predecessors?)\b"
    r"|^(?:before|was|from|prior|until .{1,20}|before .{1,20}|supersedes)$",
    re.IGNORECASE,
)
_NEW = re.compile(
    r"\b(?:new|newer|canonical|preferred|current|replacement|replaced by|renamed to"
    r"|official|standard)\b"
    r"|^(?:after(?: .{1,20})?|now|today|to|becomes|successors?|renamed)$"
    r"|^(?:please )?use(?: (?:this|it|now|instead|label|labels))*$",
    re.IGNORECASE,
)
_SUCCESSOR = re.compile(
    r"\b(?:in favou?r of|(?:replaced|superseded) (?:by|with)|renamed (?:to|as)"
    r"|(?:moved|merged|migrated) (?:to|into)|use instead|instead use|maps to)\b|^is$",
    re.IGNORECASE,
)
_STEP = re.compile(r"^(?:from|to|before|after|now|next)$", re.IGNORECASE)
_WHEN = re.compile(
    r"^(?:when|trigger|condition|by|by whom|who|event)s?$", re.IGNORECASE
)
_NAME = re.compile(r"\b(?:labels?|names?|tags?)\b", re.IGNORECASE)
_LABEL = re.compile(r"\b(?:labels?|tags?)\b", re.IGNORECASE)

Relations = tuple[list[str], list[Alias], dict[int, str]]


def labels_of_row(block: Block, *, is_place: bool = True) -> Relations | None:
    """Labels of a table row; None if the header does not say where they stand.

    Outside of a place of labels (`is_place`) only a header that names them does:
    people, too, have names, and anything may be old or new.
    """
    if not is_place and not _LABEL.search(" ".join(block.header)):
        return None
    roles = [_role(title) for title in block.header]
    if not {"new", "name"} & set(roles):
        return None
    if "old" not in roles and not _NAME.search(" ".join(block.header)):
        return None
    names: list[str] = []
    by_role: dict[str, list[int]] = {"old": [], "new": [], "name": []}
    for role, cell in zip(roles, block.cells, strict=False):
        for name in _names_in(cell) if role else []:
            by_role[role or ""].append(len(names))
            names.append(name)
    targets = by_role["new"] or by_role["name"]
    olds = by_role["old"] + (by_role["name"] if by_role["new"] else [])
    aliases: list[Alias] = []
    if len(targets) == 1:
        aliases = [
            Alias(old, targets[0])
            for old in olds
            if names[old] != names[targets[0]]
            and not _passes(block, names[old], names[targets[0]])
        ]
    ages = dict.fromkeys(by_role["old"], "old")
    return names, aliases, ages


def _passes(block: Block, old: str, new: str) -> bool:
    """The table tells which state follows which: from, to, and when or by whom."""
    is_step = any(_STEP.search(title) for title in block.header)
    has_reason = any(_WHEN.search(title) for title in block.header)
    return is_step and (has_reason or facet_of(old) == facet_of(new) == "status")


def _role(title: str) -> str | None:
    if _SUCCESSOR.search(title):
        return "new"
    if _OLD.search(title):
        return "old"
    if _NEW.search(title):
        return "new"
    return "name" if _NAME.search(title) else None


def _names_in(cell: str) -> list[str]:
    if spans := re.findall(r"`([^`]{1,60})`", cell):
        return [name for span in spans if (name := label_in(span))]
    if (
        "(" in cell
        or len(cell) > 120
        or cell.strip() in ("", "-", "–", "—", "none", "n/a")
    ):
        return []
    parts = re.split(r"\s*(?:,|;| or | and )\s*", cell)
    return [name for part in parts if (name := label_in(part))]
