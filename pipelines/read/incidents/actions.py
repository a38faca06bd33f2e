"""Action items: what is to do after an incident, by whom, and whether it is done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from pipelines.markdown import Block
from pipelines.read.incidents.data import bare, is_placeholder, phrase, roles_of
from pipelines.read.incidents.due_days import Dates, due_in
from pipelines.read.incidents.front_actions import rows_in_front
from pipelines.read.incidents.headed import status_of_lead_in
from pipelines.read.incidents.headings import parts_of_title
from pipelines.read.incidents.items import announces, is_task
from pipelines.read.incidents.owners import (
    bold_owner,
    clean_item,
    names_nobody,
    owner_id,
    owner_in,
)
from pipelines.read.incidents.places import places_of, promises_of
from pipelines.read.incidents.records import ActionItem
from pipelines.read.incidents.references import linked_items, marked
from pipelines.read.incidents.sections import Section
from pipelines.read.incidents.status import Read, says, status_of, status_of_item
from pipelines.read.incidents.tense import tense_of

_MOST_ITEMS = 500
_STATE = 4  # words of a cell that is a state
_WORD = re.compile(r"[^\W\d_]{2}")


def action_items_of(
    section: Section,
    *,
    year: int | None,
    is_day_first: bool | None = None,
    since: date | None = None,
    front_matter: Block | None = None,
) -> list[ActionItem]:
    """Action items of the parts that hold them, in order, at most 500.

    Args:
        section: The incident.
        year: Of due days that are written without one.
        is_day_first: How `3/4/2024` is to be read; None if that is not known.
        since: The day of the incident, before which nothing is due.
        front_matter: Of its document, if it is alone in it.
    """
    dates = Dates(year, is_day_first, since)
    found: dict[tuple[int, str], ActionItem] = {}
    places = [place for place in places_of(section) if place.blocks]
    kinds = {block.kind for place in places for block in place.blocks}
    are_lists = kinds - {"paragraph"}
    for place in places:
        for block, item in _read(place.blocks, dates):
            is_bare = block.kind == "paragraph" and tense_of(block.text) == "unknown"
            if is_bare and are_lists and not is_task(block):
                continue  # a word before or beside the list
            is_silent = item.status == "unknown" and item.status_quote is None
            told = item
            if is_silent and place.status != "unknown":
                told = replace(item, status=place.status, status_quote=place.heading)
            found.setdefault((item.line, item.text), told)
    for row in rows_in_front(front_matter) if front_matter else ():
        if entry := _from_row(row, dates):
            found.setdefault((entry.line, entry.text), entry)
    if not found:
        items = [item_of(block, dates) for block in promises_of(section)]
        found = {(item.line, item.text): item for item in items if item}
    return sorted(found.values(), key=lambda item: item.line)[:_MOST_ITEMS]


# -- one item ----------------------------------------------------------------------


def _is_empty(text: str) -> bool:
    if phrase("nothing_to_do").match(text):
        return True
    return is_placeholder(text) or not re.search(r"[^\W\d_]{2,}", text)


def item_of(block: Block, dates: Dates) -> ActionItem | None:
    """The action item that a block is; None if nobody filled it in."""
    text = " ".join(block.text.split())
    if _is_empty(text) and not linked_items(text, block.links):
        return None
    status, quote = status_of_item(block, text)
    led = status_of_lead_in(block.lead_in)
    is_agreed = led[0] == tense_of(text) == "done" and says("will_do", quote or "")
    if is_agreed or (status == "unknown" and quote is None):
        status, quote = led  # `Since then we have: moved it, and it'll stay there`
    owner = owner_in(text) or bold_owner(text, block.bold)
    return ActionItem(
        text=clean_item(text),
        status=status,
        status_quote=quote,
        owner_as_written=owner,
        owner_id=owner_id(owner),
        due_on=due_in(text, dates, is_done=status == "done", is_open=status == "open"),
        linked_items=linked_items(text, block.links),
        line=block.line,
    )


def _from_row(block: Block, dates: Dates) -> ActionItem | None:
    cells = _cells_by_role(block)
    text = _task_in(block) or cells.get("action") or ""
    text = text or max(block.cells, key=len, default="").strip()
    is_told = len([c for c in cells.values() if not is_placeholder(c)]) > 1
    if _is_empty(text) and not (is_told and text.endswith("?")):
        return None
    status, quote = _state_of(cells.get("state", ""))
    closing = _closing_cell(block) or ""
    if status == "unknown" and dates.find(closing):
        status, quote = "done", closing
    for role in ("reference", "due"):
        if status == "unknown" and not is_placeholder(cells.get(role, "")):
            status, quote = status_of(cells[role])
    if status == "unknown":
        status, quote = status_of_item(block, text)
    if status == "unknown":
        marks = [status_of(cell) for cell in block.cells if not _WORD.search(cell)]
        known = (one for one in marks if one[0] != "unknown")
        status, quote = next(known, (status, quote))
    if status == "unknown" and quote is None:
        status, quote = _state_beside(block, text)
    if dropped := says("dropped", cells.get("state", "")):
        status, quote = "unknown", dropped[0]
    owner = cells.get("owner")
    owner = owner_in(text) if owner is None or names_nobody(owner) else owner
    due = dates.find(cells.get("due", ""))
    if not due and status == "open":
        due = dates.find(cells.get("state", ""))  # `to do, by 3 May`
    return ActionItem(
        text=" ".join(text.split()),
        status=status,
        status_quote=quote,
        owner_as_written=owner,
        owner_id=owner_id(owner),
        due_on=next((day.day for day in due if day.day), None),
        linked_items=linked_items(" | ".join(_numbered(block)), block.links),
        line=block.line,
    )


def _read(blocks: list[Block], dates: Dates) -> list[tuple[Block, ActionItem]]:
    """Each block with the action item that it is.

    Where a column says when each was done, what has no day there is still to do; so is
    what only has a day in one of due days that has `Done, 12 May`, too.
    """
    items = [
        (block, item)
        for block in blocks
        if (item := (_from_row if block.kind == "row" else item_of)(block, dates))
    ]
    due = [_cells_by_role(block).get("due", "") for block in blocks]
    tells_done = any(status_of(cell)[0] == "done" for cell in due)
    is_closed = any(_closing_cell(block) for block in blocks)
    for number, (block, item) in enumerate(items):
        is_silent = item.status == "unknown" and item.status_quote is None
        is_left = is_closed and _closing_cell(block) == ""
        if is_silent and (is_left or (tells_done and item.due_on)):
            quote = _cells_by_role(block).get("due", "")
            items[number] = block, replace(item, status="open", status_quote=quote)
    return items


def _closing_cell(block: Block) -> str | None:
    """The cell of a column that says when something was done (`Completed on`)."""
    for title, cell in zip(block.header, block.cells, strict=False):
        if phrase("closing_day").match(bare(title)):
            return "" if is_placeholder(cell) else cell.strip()
    return None


def _numbered(block: Block) -> Iterator[str]:
    """Cells, in which a bare number of a column of issues is marked as one.

    Those in a column of causes are numbers of causes.
    """
    titles = [*block.header, *[""] * len(block.cells)]
    for title, cell in zip(titles, block.cells, strict=False):
        if "root_cause" not in parts_of_title(title):
            yield marked(title, cell)


def _state_beside(block: Block, text: str) -> Read:
    """A cell of a few words that is a state, in a table whose columns have no names.

    In one of names a cell of a column for all else that is a state or ends with `TODO`.
    """
    others = [cell for cell in block.cells if cell != text]
    if "".join(block.header).strip():
        columns = zip(block.header, block.cells, strict=False)
        found = (
            says("capital", cell) for title, cell in columns if not roles_of(title)
        )
        short = [match["word"] or match["whole"] for match in found if match]
    else:
        short = [cell for cell in others if len(cell.split()) <= _STATE]
    known = (read for cell in short if (read := status_of(cell))[1])
    return next(known, ("unknown", None))


def _state_of(cell: str) -> Read:
    """The state that a column of its own gives."""
    return ("open", cell) if says("at_it", cell) else status_of(cell)


def _task_in(block: Block) -> str | None:
    """The cell of a column that says so of itself (`What we will do`)."""
    for title, cell in zip(block.header, block.cells, strict=False):
        if announces(title) and "state" not in roles_of(title) and cell.strip():
            return cell.strip()
    return None


def _cells_by_role(block: Block) -> dict[str, str]:
    """Cells by what their column is for; a column has one role, a role one column."""
    cells: dict[str, str] = {}
    for title, cell in zip(block.header, block.cells, strict=False):
        roles = roles_of(title)
        for role in ("state", "owner", "due", "reference", "action"):
            if role in roles and role not in cells:
                cells[role] = cell.strip()
                break
    return {role: cell for role, cell in cells.items() if cell}
