"""Where action items stand in a write-up, and what their place says of their state."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipelines.markdown import Block
from pipelines.read.incidents.clock import find_times
from pipelines.read.incidents.data import any_of, bare, load, phrase
from pipelines.read.incidents.headed import status_of_heading
from pipelines.read.incidents.headings import parts_of_title
from pipelines.read.incidents.items import (
    BOXES,
    announced_in,
    announces,
    heralds,
    is_advice,
    is_regret,
    is_task,
    items_in,
    outermost,
    with_fields,
)
from pipelines.read.incidents.prose import sentences_in
from pipelines.read.incidents.records import Status
from pipelines.read.incidents.sections import Section
from pipelines.read.incidents.status import by_mark, by_place
from pipelines.read.incidents.tasks import asks, is_action_table
from pipelines.read.incidents.tense import tells_of_then, tells_that_done, tense_of

_WITHIN = {"action_items", "resolution", "detection", "impact", "summary"}
_MAY_HOLD = {"resolution", "lessons"}
_CLOCKED = 10  # characters in which the line of a timeline has its time
_LABEL = 6  # words of a line that stands for a heading
_PAIR = 2  # cells of a row that is a field
_ANNOUNCES = re.compile(
    r"(?::|\b(?:the following|as follows)\.?|\b(?:will|(?:going|plan|planning) to))$",
    re.IGNORECASE,
)
_TICKET = re.compile(r"^\W*[A-Z][A-Z0-9]{1,9}-\d{1,6}\b")


@dataclass(frozen=True, slots=True)
class Place:
    """Blocks that are action items, the heading above them, the state that it gives."""

    section: Section
    blocks: list[Block]
    heading: str = ""
    status: Status = "unknown"


def places_of(section: Section) -> Iterator[Place]:
    """All places in an incident's section that hold action items."""
    headed = list(
        _below_headings(section, is_inside=False, heading="", status="unknown")
    )
    yield from headed
    known = [place.section for place in headed]
    for part in section.walk():
        if part not in known:
            yield Place(part, _elsewhere(part))


def promises_of(section: Section) -> list[Block]:
    """Sentences by which prose without such a place says what will keep it away.

    A sentence that speaks of preventing, and those right after it in its section that
    promise or report work.
    """
    found = [
        block
        for part in section.walk()
        if "timeline" not in part.parts
        for block in promises_in(*(b for b in part.blocks if b.kind == "paragraph"))
    ]
    told = [block for block in found if not heralds(block.text)]
    return told or found


def promises_in(*blocks: Block) -> Iterator[Block]:
    """Of blocks that follow one another."""
    is_open = False
    for block in blocks:
        for text in _promises(block) if not block.is_quoted else ():
            is_open = is_open or _is_of_after(text)
            is_told = tense_of(text) != "unknown" and not text.endswith(":")
            if is_open and is_told and not is_regret(text):
                own = block.links_in(text)
                yield replace(block, kind="paragraph", text=text, links=own)


def _promises(block: Block) -> Iterator[str]:
    """Sentences, cut where another promise begins (`..., and we are adding ...`)."""
    for sentence in sentences_in(block):
        yield from phrase("and_we").split(sentence.text)


def _below_headings(
    section: Section, *, is_inside: bool, heading: str, status: Status
) -> Iterator[Place]:
    for child in section.children:
        own_parts = child.parts
        within = ("action_items" in own_parts and not child.tells_it_all) or (
            is_inside and own_parts <= _WITHIN
        )
        within = within or bool(own_parts & _MAY_HOLD and holds_only_tasks(child))
        own = status_of_heading(child.title) if within else "unknown"
        title, state = (child.title, own) if own != "unknown" else (heading, status)
        if not within:
            title, state = "", "unknown"
        else:
            is_other = _is_procedure(child.blocks) or is_advice(child.blocks)
            blocks = [] if is_other else items_in(child.blocks)
            yield Place(child, blocks, title, state)
            yield Place(child, _headed_items(child), title, state)
        yield from _below_headings(child, is_inside=within, heading=title, status=state)


def holds_only_tasks(section: Section) -> bool:
    """A list of things to do, whatever the heading is.

    Below a heading of lessons each has a box or promises work; else one of them asks
    for something, or has a ticket, and none tells what was done at the time.
    """
    return _are_tasks(section.blocks, section.title, section.parts)


def _are_tasks(blocks: list[Block], title: str, parts: set[str]) -> bool:
    listed = list(outermost(blocks))
    items = [block for block in listed if block.kind == "item"]
    rows = [block for block in listed if block.kind == "row"]
    if not items and "resolution" in parts:
        if not rows:
            return _promises_work(blocks)
        return all(is_action_table(row.header, is_likely=True) for row in rows)
    is_timed = any(find_times(block.text[:_CLOCKED]) for block in items)
    if not is_timed and _is_lasting(items):
        return True
    if is_timed or _says("steps", bare(title)):
        return False
    if "lessons" in parts and "resolution" not in parts:
        tenses = [_tense(block) for block in items]
        return "open" in tenses and "unknown" not in tenses
    if any(_is_left_open(block) for block in items):
        return True
    has_task = any(
        _tense(block) == "open" or is_task(block) or _TICKET.match(block.text)
        for block in items
        if tense_of(block.text) != "done"  # `Switch replaced`
    )
    return has_task and not any(tells_of_then(block.text) for block in items)


def _is_lasting(items: list[Block]) -> bool:
    """What has been done, is now so, or will be: not what was done at the time."""
    states = {_state_of_work(block.text) for block in items}
    is_so = any(_says("lasting", block.text) for block in items)
    return len(items) > 1 and "unknown" not in states and ("open" in states or is_so)


def _state_of_work(text: str) -> Status:
    """Open, done since, or unknown: what was only done at the time, and all else."""
    if tells_that_done(text):
        return "done"
    return "unknown" if tells_of_then(text) else tense_of(text)


def _promises_work(blocks: list[Block]) -> bool:
    """Sentences that say what will be changed, and no story."""
    told = [
        one.text for b in blocks if b.kind == "paragraph" for one in sentences_in(b)
    ]
    is_promised = any(
        tense_of(one) == "open" and not _says("no_changes", one) for one in told
    )
    return is_promised and not any(tells_of_then(one) for one in told)


def _is_left_open(block: Block) -> bool:
    """A mark, or words apart from its sentence, say that it is still to be done."""
    text = " ".join(block.text.split())
    read = by_mark(block, text) or by_place(block, text)
    return read is not None and read[0] == "open"


def _tense(block: Block) -> Status:
    return "open" if block.marker in BOXES else tense_of(block.text)


def _tells_of_then(block: Block) -> bool:
    """A story of the incident, in most of its sentences."""
    told = [tells_of_then(one.text) for one in sentences_in(block)]
    return len(told) > 1 and sum(told) * 2 > len(told)


def _headed_items(section: Section) -> list[Block]:
    """Subsections that are an item each: a heading with words below, but no list."""
    found: list[Block] = []
    bodies = [b for c in section.children for b in c.blocks if b.kind == "paragraph"]
    if any(is_task(block) and not with_fields([block]) for block in bodies):
        return found  # the headings are names of groups
    listed = [b for c in section.children for b in c.blocks if b.kind == "item"]
    are_groups = any(is_task(one) and not with_fields([one]) for one in listed)
    for child in section.children:
        told = [b for b in child.blocks if b.kind in ("item", "row")]
        is_item = (
            child.heading
            and (asks(child.title) or not are_groups)
            and not phrase("group").match(bare(child.title))
            and not child.is_part
            and not child.children
            and len(with_fields(told)) == len(told)
            and all(
                tense_of(sentence.text) == "unknown"
                for block in child.blocks
                for sentence in sentences_in(block)
            )
            and not any(_tells_of_then(block) for block in child.blocks)
        )
        if is_item and child.heading:
            fields = with_fields(child.blocks)
            words = "; ".join([child.title, *(line for b in fields for line in b[1])])
            links = tuple(link for block, _ in fields for link in block.links)
            head = replace(child.heading, text=words)
            found.append(replace(head, links=head.links + links))
    return found


# -- outside of such headings ------------------------------------------------------


def _elsewhere(part: Section) -> list[Block]:
    """What a label, a lead-in, a box or the columns of a table make an action item."""
    kept: list[Block] = []
    whole = {block.line: block for block in outermost(part.blocks)}
    title = bare(part.title)
    is_other = _says("no_boxes", title) or _says("steps", title)
    may_tick = "timeline" not in part.parts and not is_other
    is_procedure = _is_procedure(part.blocks)
    labels = _labels_of_tasks(part.blocks)
    for block in part.blocks:
        if block.kind == "row":
            if "timeline" not in part.parts and is_action_table(block.header):
                kept.append(block)
            elif len(block.cells) == _PAIR and announces(block.cells[0]):
                kept += announced_in(_as_field(block))
            continue
        label = block.lead_in if block.depth == 1 else (block.parents[-1:] or ("",))[0]
        last = label.strip().rpartition("\n")[2]
        is_label = last.endswith(":") or len(label.split()) <= _LABEL
        one_line = " ".join(label.split())  # it may be broken anywhere
        leads = may_tick and (_leads_to_tasks(last) or _leads_to_tasks(one_line))
        is_announced = (
            last in labels
            or _names_a_state(last)
            or (
                ((is_label and announces(last.partition(":")[0])) or leads)
                and not (len(label.split()) > _LABEL and _is_fault(block))
            )
        )
        is_box = may_tick and block.marker in BOXES
        is_box = is_box and not (_is_choice(block) or is_procedure)
        if block.kind == "item" and (is_announced or is_box):
            kept.append(whole.get(block.line, block))
        elif kept and _is_answer(block) and not find_times(block.text):
            kept[-1] = replace(kept[-1], text=f"{kept[-1].text} (done)")
        elif block.kind in ("item", "paragraph"):
            kept += announced_in(block)
    return kept


def _labels_of_tasks(blocks: list[Block]) -> set[str]:
    """`Remediation:` before a list that holds only things to do.

    Or `In the coming weeks:`, and `Immediate:` beside it.
    """
    led: dict[str, list[Block]] = {}
    for block in blocks:
        if block.kind == "item" and block.lead_in.rstrip().endswith(":"):
            led.setdefault(block.lead_in.strip(), []).append(block)
    to_come = {label for label in led if _says("to_come", label)}
    beside = {label for label in led if to_come and _is_of_a_time(label)}
    return (to_come | beside) | {
        label
        for label, items in led.items()
        if parts_of_title(label) == {"resolution"}
        and _are_tasks(items, label, {"resolution"})
    }


def _is_of_a_time(label: str) -> bool:
    """`Immediate:`, `Short term`: a group of things to do, by when they are due."""
    return bool(phrase("group").match(bare(label)))


def _is_fault(block: Block) -> bool:
    """`There was no alert`, below words of what to do better: why, not what."""
    told = [sentence.text for sentence in sentences_in(block)]
    is_story = any(map(tells_of_then, told)) and not is_task(block)
    return is_story and all(tense_of(one) == "unknown" for one in told)


def _as_field(row: Block) -> Block:
    """`| Follow-up | Mend it |` as `Follow-up: Mend it`."""
    return replace(row, kind="item", text=f"{row.cells[0]}: {row.cells[1]}")


def _is_procedure(blocks: list[Block]) -> bool:
    """`- [x] Incident title is accurate`, `- [ ] Fill in the report`: of the form."""
    boxes = [block for block in blocks if block.marker in BOXES]
    return sum(_says("procedure", block.text) for block in boxes) > 1


def _is_choice(block: Block) -> bool:
    """`[x] Yes` answers a question."""
    return block.text.strip(" .").lower() in ("yes", "no", "n/a", "unknown", "maybe")


def _is_answer(block: Block) -> bool:
    """`- This has been done.` right below an item."""
    return bool(any_of("status.yml", "answer").match(block.text))


def _names_a_state(label: str) -> bool:
    """`done:` or `to do:` before a list."""
    return label.strip().endswith(":") and bare(label) in load("actions.yml")["states"]


def _leads_to_tasks(words: str) -> bool:
    """`To avoid this, we will:` before a list."""
    words = words.strip()
    last = re.split(r"(?<=[.!?])\s", words)[-1]
    return (
        bool(_ANNOUNCES.search(words))
        and len(last) < 300
        and _says("leads", last)
        and not _says("not_leads", last)
    )


def _is_of_after(text: str) -> bool:
    """It speaks of keeping the trouble away, or of what has been or will be changed."""
    is_change = _says("changes", text) and not _says("no_changes", text)
    return bool(is_change or _says("prevents", text))


def _says(key: str, text: str) -> bool:
    return bool(any_of("actions.yml", key).search(text))
