"""Action items: what is to do after an incident, by whom, and whether it is done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from pipelines.markdown import Block
from pipelines.read.incidents.data import bare, field_roles, is_placeholder
from pipelines.read.incidents.headings import parts_of_title
from pipelines.read.incidents.owners import (
    Dates,
    clean_item,
    due_in,
    owner_id,
    owner_in,
)
from pipelines.read.incidents.prose import sentences_in
from pipelines.read.incidents.records import ActionItem, Status
from pipelines.read.incidents.references import linked_items
from pipelines.read.incidents.sections import Section
from pipelines.read.incidents.status import (
    status_of,
    status_of_heading,
    status_of_item,
    status_of_lead_in,
    tense_of,
)

_MOST_ITEMS = 500
_TOLD = re.compile(r"\b(?:was|were|had)\b", re.IGNORECASE)  # a story
_NO_TASK = re.compile(
    r"\b(?:apolog\w+|sorry|thank\w*|regret|inconvenience|seriously|questions)\b",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"^(?:owner|assignee|assigned to|responsible|due|due date|deadline|eta|status|state"
    r"|ticket|issue|link|priority)s?\s*:",
    re.IGNORECASE,
)
_WITHIN = {"action_items", "resolution", "detection", "impact", "summary"}
_WORD = re.compile(r"[^\W\d_]{2}")
_MAY_HOLD = {"resolution", "lessons"}
_PIECES = re.compile(r";\s+|\n+|(?:^|\s)\(?\d\)\s+|(?<=\)),\s+|,\s+(?=#\d)(?![^()]*\))")


def action_items_of(
    section: Section, *, year: int | None, is_day_first: bool | None = None
) -> list[ActionItem]:
    """Action items of the parts that hold them, in order, at most 500.

    Args:
        section: The incident.
        year: Of due days that are written without one.
        is_day_first: How `3/4/2024` is to be read; None if that is not known.
    """
    dates = Dates(year, is_day_first)
    found: dict[tuple[int, str], ActionItem] = {}
    holders = [holder for holder in _holders(section) if holder[0]]
    kinds = {block.kind for blocks, _, _ in holders for block in blocks}
    are_lists = kinds - {"paragraph"}
    for blocks, heading, status in holders:
        for block in blocks:
            is_bare = block.kind == "paragraph" and tense_of(block.text) == "unknown"
            if is_bare and are_lists:
                continue  # a word before or beside the list
            item = (_from_row if block.kind == "row" else item_of)(block, dates)
            if item is None:
                continue
            if item.status == "unknown" and status != "unknown":
                item = replace(item, status=status, status_quote=heading)
            found.setdefault((item.line, item.text), item)
    return sorted(found.values(), key=lambda item: item.line)[:_MOST_ITEMS]


# -- where they stand --------------------------------------------------------------

Holder = tuple[list[Block], str, Status]


def _holders(section: Section) -> Iterator[Holder]:
    """Blocks that are action items, their heading, and the status that it gives."""
    yield from _below_headings(section, is_inside=False, heading="", status="unknown")
    for part in section.walk():
        if "action_items" not in part.parts:
            yield _below_labels(part.blocks), "", "unknown"


def _below_headings(
    section: Section, *, is_inside: bool, heading: str, status: Status
) -> Iterator[Holder]:
    for child in section.children:
        own_parts = child.parts
        within = "action_items" in own_parts or (is_inside and own_parts <= _WITHIN)
        within = within or (bool(own_parts & _MAY_HOLD) and _has_tasks(child))
        own = status_of_heading(child.title) if within else "unknown"
        title, state = (child.title, own) if own != "unknown" else (heading, status)
        if not within:
            title, state = "", "unknown"
        else:
            yield _items_in(child.blocks), title, state
            yield _headed_items(child), title, state
        yield from _below_headings(child, is_inside=within, heading=title, status=state)


def _has_tasks(section: Section) -> bool:
    """Check boxes to tick: work to do, whatever the heading above them is."""
    return any(
        block.marker in ("[ ]", "[x]")
        or (block.kind == "item" and tense_of(block.text) == "open")
        for block in section.blocks
    )


def _headed_items(section: Section) -> list[Block]:
    """Subsections that are an item each: a heading with words below, but no list."""
    return [
        replace(child.heading, text=child.title)
        for child in section.children
        if child.heading
        and not child.is_part
        and not child.children
        and not any(block.kind in ("item", "row") for block in child.blocks)
        and all(tense_of(block.text) == "unknown" for block in child.blocks)
    ]


def _items_in(blocks: list[Block]) -> list[Block]:
    paragraphs = [block for block in blocks if block.kind == "paragraph"]
    items = list(_outermost(_below_numbers(blocks)))
    if items:
        return [*items, *(one for block in paragraphs for one in _in_one_line(block))]
    return [one for block in paragraphs for one in _promised(block)]


def _promised(block: Block) -> Iterator[Block]:
    """Sentences of a paragraph that promise or report work; else all of it."""
    sentences = [one.text for one in sentences_in(block)]
    tasks = [one for one in sentences if not _NO_TASK.search(one)]
    told = [one for one in tasks if tense_of(one) != "unknown"]
    if len(sentences) > 1 and told:
        for one in told:
            yield replace(
                block,
                text=one,
                links=tuple(link for link in block.links if link[0] in one),
            )
    elif tasks and (told or not _TOLD.search(block.text)):
        yield block


def _below_numbers(blocks: list[Block]) -> list[Block]:
    """Without the loose bullets that belong to the numbered items before them."""
    outer = [b for b in blocks if b.kind == "item" and b.depth == 1]
    numbered = [b for b in outer if b.marker[:1].isdigit()]
    bullets = [b for b in outer if b.marker in ("-", "*", "+")]
    if len(numbered) < 2 or not bullets or outer[0].marker[:1] in ("-", "*", "+"):
        return blocks
    return [block for block in blocks if not (block.depth == 1 and block in bullets)]


def _outermost(blocks: list[Block]) -> Iterator[Block]:
    """Rows, tasks, and outermost items with what their own items say of them.

    An item that only names a group (`- Prevention:`) gives way to its items.
    """
    for position, block in enumerate(blocks):
        is_task = block.marker.startswith("[")
        if block.kind == "row" or (block.kind == "item" and is_task):
            yield block
        elif block.kind == "item" and block.depth == 1:
            inner = _items_of(block, blocks[position + 1 : position + 100])
            is_group = block.text.rstrip().endswith(":") and inner
            if is_group:
                yield from (one for one in inner if not one.marker.startswith("["))
            else:
                yield _with_fields(block, inner)


def _items_of(block: Block, following: list[Block]) -> list[Block]:
    inside = takewhile(lambda other: other.parents[:1] == (block.text,), following)
    return [other for other in inside if other.kind == "item" and other.depth == 2]


def _with_fields(block: Block, inner: list[Block]) -> Block:
    """`- Mend it` with `- Owner: Ana` and `- Status: done` below it, as one line."""
    told = [one.text for one in inner if _FIELD.match(one.text)]
    links = tuple(link for one in inner if one.text in told for link in one.links)
    text = "; ".join([block.text, *told])
    return replace(block, text=text, links=block.links + links) if told else block


def _below_labels(blocks: list[Block]) -> list[Block]:
    """`- **Action items:**` with nested items, or the list after such a line."""
    kept: list[Block] = []
    for block in blocks:
        label = block.lead_in if block.depth == 1 else (block.parents[-1:] or ("",))[0]
        last = label.strip().rpartition("\n")[2]
        head = last.partition(":")[0]
        if block.kind == "item" and _announces(head):
            kept.append(block)
        elif block.kind in ("item", "paragraph"):
            kept += _in_one_line(block)
    return kept


def _announces(label: str) -> bool:
    return len(label) < 60 and "action_items" in parts_of_title(label)


def _in_one_line(block: Block) -> Iterator[Block]:
    """`Action items: add a test (open); document it (done)`."""
    for sentence in sentences_in(block):
        head, mark, rest = sentence.text.partition(":")
        if not mark or not _announces(head) or is_placeholder(rest):
            continue
        if head == "TODO" and block.kind == "paragraph":
            continue  # a note to the writer
        for piece in _PIECES.split(rest.strip()):
            words = piece.strip(" .,")
            if len(words) > 3:
                links = tuple(link for link in block.links if link[0] in piece)
                yield replace(
                    block,
                    kind="item",
                    text=words,
                    links=links,
                    marker="",
                    bold=(),
                    lead_in=f"{head}:",
                )


# -- one item ----------------------------------------------------------------------


def _is_empty(text: str) -> bool:
    if re.match(r"\W*none\b\W*(?:[,.;:–—-]|$)", text, re.IGNORECASE):
        return True
    return is_placeholder(text) or not re.search(r"[^\W\d_]{2,}", text)


def item_of(block: Block, dates: Dates) -> ActionItem | None:
    """The action item that a block is; None if nobody filled it in."""
    text = " ".join(block.text.split())
    if _is_empty(text) and not linked_items(text, block.links):
        return None
    status, quote = status_of_item(block, text)
    if status == "unknown" and quote is None:
        status, quote = status_of_lead_in(block.lead_in)
    owner = owner_in(text)
    return ActionItem(
        text=clean_item(text),
        status=status,
        status_quote=quote,
        owner_as_written=owner,
        owner_id=owner_id(owner),
        due_on=due_in(text, dates, is_done=status == "done"),
        linked_items=linked_items(text, block.links),
        line=block.line,
    )


def _from_row(block: Block, dates: Dates) -> ActionItem | None:
    cells = _cells_by_role(block)
    text = cells.get("action") or max(block.cells, key=len, default="").strip()
    if _is_empty(text):
        return None
    status, quote = status_of(cells["state"]) if "state" in cells else ("unknown", None)
    if status == "unknown" and "reference" in cells:
        status, quote = status_of(cells["reference"])
    if status == "unknown":
        status, quote = status_of_item(block, text)
    if status == "unknown":
        marks = [status_of(cell) for cell in block.cells if not _WORD.search(cell)]
        known = (one for one in marks if one[0] != "unknown")
        status, quote = next(known, (status, quote))
    owner = cells.get("owner")
    owner = owner_in(text) if owner is None or is_placeholder(owner) else owner
    due = dates.find(cells.get("due", ""))
    return ActionItem(
        text=" ".join(text.split()),
        status=status,
        status_quote=quote,
        owner_as_written=owner,
        owner_id=owner_id(owner),
        due_on=next((day.day for day in due if day.day), None),
        linked_items=linked_items(" | ".join(block.cells), block.links),
        line=block.line,
    )


def _cells_by_role(block: Block) -> dict[str, str]:
    """Cells by what their column is for; a column has one role, a role one column."""
    cells: dict[str, str] = {}
    for title, cell in zip(block.header, block.cells, strict=False):
        roles = field_roles().get(bare(title), frozenset())
        for role in ("state", "owner", "due", "reference", "action"):
            if role in roles and role not in cells:
                cells[role] = cell.strip()
                break
    return {role: cell for role, cell in cells.items() if cell}
