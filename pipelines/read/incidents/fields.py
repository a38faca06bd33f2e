"""Named values in a section: bold labels, bullets, tables, headings, front matter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import yaml

from pipelines import foreign_yaml
from pipelines.markdown import Block
from pipelines.read.incidents.clock import find_times
from pipelines.read.incidents.data import bare, phrase, roles_of
from pipelines.read.incidents.front_actions import spaced
from pipelines.read.incidents.headings import parts_of_title
from pipelines.read.incidents.sections import Section

_COLON = re.compile(
    r"^(?:[-*•]\s+)?(?P<name>[^\W\d_][^\n:|]{0,59}?)\s*(?::|：)(?=\s|$|\*)\s*(?P<value>.*)$"
)
_DASH = re.compile(r"^(?P<name>[^\W\d_][^\n:|–—]{0,40}?)\s+[-–—]\s+(?P<value>.*)$")
_QUESTION = re.compile(
    r"^(?P<name>(?:how|what|why|who|when|where|which)\b[^?\n]{0,80})\?\s+(?P<value>\S.*)$",
    re.IGNORECASE,
)
_NEXT_LABEL = re.compile(
    r"(?P<mark>[.;,]\s+|\s[|/·•]\s|\s{2,})(?P<name>[A-Z][A-Za-z ]{1,25}):(?=\s)"
)
_BARE = re.compile(
    r"^(?P<name>[A-Za-z][A-Za-z ]{2,40}?)\s+(?P<value>\(?(?:\d{4}-\d\d-\d\d"
    r"|\d{1,2}:\d\d).*)$"
)
_KEY = re.compile(r"^([A-Za-z_][\w -]{0,40}):[ \t]+(\S.*?)[ \t]*$", re.MULTILINE)
_STOP = re.compile(r"[a-z]{3}[.] (?=[A-Z])")  # between two sentences
_MAIL = re.compile(r"^(?:from|subject):\s", re.MULTILINE | re.IGNORECASE)
_MOST_LINES = 20_000
_VALUE = 3  # words
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Field:
    """A named value.

    Attributes:
        name: Bare words of the label; label: as written.
        value: Its words; empty if they stand in the list or paragraphs below it.
        below: Texts of the items and paragraphs that belong to it.
        line: 1-based.
        roles: What the value may be, by `fields.yml`.
        depth: 0: not in a list; else nesting of its list item.
        is_front: It stands in front matter, where a date may be that of publication.
    """

    name: str
    label: str
    value: str
    line: int
    roles: frozenset[str]
    below: tuple[str, ...] = ()
    depth: int = 0
    is_front: bool = False


def fields_of(section: Section, front_matter: Block | None = None) -> list[Field]:
    """All named values of a section and its subsections, in order."""
    found = list(_front_matter(front_matter)) if front_matter else []
    blocks = section.blocks
    found += _in_blocks(blocks)
    for child in _parts_below(section):
        if child.heading:
            found += _heading(child)
        found += _in_blocks(child.blocks)
    return found


def _parts_below(section: Section) -> Iterator[Section]:
    """Its subsections at any depth, but for `Related incidents`."""
    for child in section.children:
        if not phrase("of_others").match(bare(child.title)):
            yield child
            yield from _parts_below(child)


def _front_matter(block: Block) -> Iterator[Field]:
    try:
        data = foreign_yaml.load(block.text[:20_000], only_words=True)
    except (yaml.YAMLError, RecursionError):  # `title: Outage: disk full`
        pairs_of_lines = _KEY.findall(block.text[:20_000])
        data = {key: value.strip("'\"") for key, value in pairs_of_lines}
    if not isinstance(data, dict):
        return
    lines = block.source.splitlines()
    inner = [one for one in data.values() if isinstance(one, dict)]
    pairs = [*data.items(), *(pair for one in inner for pair in one.items())]
    for key, value in pairs:
        if isinstance(value, dict):
            continue
        words = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
        line = next((i for i, text in enumerate(lines) if text.startswith(str(key))), 0)
        field = _make(spaced(str(key)), words, block.line + line)
        yield replace(field, is_front=True)


def _heading(section: Section) -> Iterator[Field]:
    """`## Duration` with a line of text below it, or `## Duration: 45 minutes`."""
    name = bare(section.title)
    label, _, value = section.title.partition(":")
    if value.strip() and roles_of(label):
        yield _make(label, value.strip(), section.line)
    if roles_of(name) and section.blocks:
        told = [b for b in section.blocks if b.kind in ("paragraph", "item")]
        timed = [b for b in told if find_times(b.text)] if len(told) < 4 else []
        for block in (timed or told[:1])[:1]:
            is_story = len(find_times(block.text)) > 1 and _STOP.search(block.text)
            if len(block.text) < 200 and not is_story:
                yield _make(section.title, block.text, block.line)


def _in_blocks(blocks: list[Block]) -> Iterator[Field]:
    tables: dict[tuple[str, ...], list[Block]] = {}
    for block in blocks:
        if block.kind == "row":
            tables.setdefault(block.header, []).append(block)
    forms = {header for header, rows in tables.items() if _names_its_rows(rows)}
    for position, block in enumerate(blocks[:_MOST_LINES]):
        if block.kind == "row" and len(block.cells) > 1:
            yield from _row(block, tables[block.header], block.header in forms)
        elif block.kind in ("paragraph", "item", "row"):
            yield from _lines(block, blocks[position + 1 : position + 200])


def _row(block: Block, rows: list[Block], is_form: bool) -> Iterator[Field]:
    """Of a table with two columns, of a form, or of one that has no other row.

    Of several columns of values (one for each product) those that are all the same.
    """
    if len(block.cells) == 2:
        yield _make(block.cells[0].rstrip(":"), block.cells[1], block.line)
        if block.header and rows[0] is block:
            yield _make(block.header[0].rstrip(":"), block.header[1], block.line - 2)
    values = {cell.strip() for cell in block.cells[1:]}
    if len(block.cells) > 2 and len(values) == 1 and roles_of(block.cells[0]):
        yield _make(block.cells[0].rstrip(":"), block.cells[1], block.line)
    elif len(block.cells) > 2 and is_form and not _is_of_several(block):
        yield _make(block.cells[0].rstrip(":"), block.cells[-1], block.line)
    elif len(rows) == 1 and len(block.header) == len(block.cells) > 1:
        for title, cell in zip(block.header, block.cells, strict=True):
            yield _make(title.rstrip(":"), cell, block.line)


def _is_of_several(block: Block) -> bool:
    """`Start | 10:00 | 10:30`, below `Android` and `Web`: none is of the incident."""
    beside = " ".join(block.header[1:-1])
    are_named = all(title.strip() for title in block.header[1:])
    values = block.cells[1:]
    are_short = all(
        len(cell.split()) <= _VALUE and _DIGIT.search(cell) for cell in values
    )
    is_form = phrase("of_a_form").search(beside)
    is_form = is_form or phrase("of_the_value").match(block.header[-1])
    return bool(are_named and are_short and not is_form)


def _names_its_rows(rows: list[Block]) -> bool:
    """A form with a column of instructions: known names first, what is told last."""
    names = [row.cells[0].rstrip(":") for row in rows if row.cells]
    if len({*map(bare, names)}) < len(names):
        return False
    return len(names) > 2 and sum(map(_is_known, names)) > len(names) / 2


def _lines(block: Block, following: list[Block]) -> Iterator[Field]:
    pending: tuple[str, list[str], int] | None = None
    for offset, line in _pieces(block.text):
        named = _named(line.strip(), block)
        if named is None:
            if pending and _begins_another(line.strip(), block):
                yield _make(pending[0], " ".join(pending[1]).strip(), pending[2])
                pending = None
            elif pending:
                pending[1].append(line.strip())
            continue
        if pending:
            yield _own(
                _make(pending[0], " ".join(pending[1]).strip(), pending[2]), block
            )
        pending = (named[0], [named[1]], block.line + offset)
    if pending:
        value = " ".join(pending[1]).strip()
        below = tuple(_below(block, following))
        depth = block.depth if block.kind == "item" else 0
        yield _own(_make(pending[0], value, pending[2], below, depth), block)


def _own(field: Field, block: Block) -> Field:
    """The date of a mail is that of the text, as one in front matter may be."""
    is_mail = field.name in ("date", "sent") and (
        _MAIL.search(block.text) or phrase("stamp_of_mail").match(field.value)
    )
    return replace(field, is_front=True) if is_mail else field


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Lines with their place, cut where a known label follows another value."""
    for offset, line in enumerate(text.splitlines()):
        rest = line
        for cut in _NEXT_LABEL.finditer(line):
            if _is_known(cut["name"]) and _COLON.match(line[: cut.start()].strip()):
                head = rest[: len(rest) - len(line) + cut.start()]
                yield offset, head.rstrip(" .;,|/·")
                rest = line[cut.end("mark") :]
        yield offset, rest


def _named(line: str, block: Block) -> tuple[str, str] | None:
    for bold in block.bold:
        label = bold.strip().rstrip(":").strip()
        if label and line.startswith(bold.strip()) and _is_known(label):
            return label, line[len(bold.strip()) :].lstrip(" :–—-").strip()
    for pattern in (_COLON, _DASH, _QUESTION):
        match = pattern.match(line)
        if match and _is_known(match["name"]):
            return match["name"].strip(), match["value"].strip()
    match = _BARE.match(line)
    if match and bool(roles_of(match["name"])) and len(match["name"]) > 4:
        return match["name"].strip(), match["value"].strip()
    if line and block.kind == "item" and _is_known(line) and len(line) < 60:
        return line, ""
    return None


def _begins_another(line: str, block: Block) -> bool:
    """A label of no known field, below the value of another: `**Lead:** Ada`."""
    for bold in block.bold:
        rest = line.removeprefix(bold)
        if rest != line and (bold.rstrip().endswith(":") or rest.startswith(":")):
            return True
    match = _COLON.match(line)
    return bool(match and match["name"][0].isupper() and len(match["name"].split()) < 4)


def _is_known(label: str) -> bool:
    return len(label.split()) < 9 and (
        bool(roles_of(label)) or bool(parts_of_title(label))
    )


def _below(block: Block, following: Iterable[Block]) -> Iterator[str]:
    """What stands in the list item of the field, or in the list that it announces."""
    for other in following:
        if other.kind == "heading":
            return
        if block.kind == "item":
            inside = len(other.parents) >= block.depth and other.parents[
                block.depth - 1 : block.depth
            ] == (block.text,)
            if not inside:
                return
            yield other.text
        elif other.kind == "item" and other.lead_in == block.text:
            yield other.text
        elif not (other.kind == "item" and other.depth > 1):
            return


def _make(
    label: str, value: str, line: int, below: tuple[str, ...] = (), depth: int = 0
) -> Field:
    name = bare(label)
    roles = roles_of(label)
    return Field(name, label.strip(), value, line, roles, below, depth)
