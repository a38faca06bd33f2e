"""The fields of an item's section, in the forms in which teams write them.

`**Labels:** a`, `- Labels: a`, `Labels: a`, `### Labels` with text under it, a row of a
field table, a column of a table of items.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from pipelines.extract.archive.lines import Line, Section, number_column
from pipelines.extract.archive.naming import named_by_mark, named_plainly, strip_marker
from pipelines.extract.archive.vocabulary import field_of, fold, is_long, words

Origin = Literal["mark", "plain", "heading", "cell", "leading"]

# A line that ends so, or this long, goes on in the next.
_GOES_ON = re.compile(
    r"[,;:&/(+–—-]$|\s(?:and|or|by|in|of|the|with|for|to|a|an|as)$", re.I
)
_WRAPPED_AT = 60
_NEXT = re.compile(
    r"(?P<mark>\*\*|__)(?P<name>[^*_\n]{1,60}?)\s?(?::(?P=mark)|(?P=mark)\s?:)"
)
_HARD_BREAK = re.compile(r"(?:\\|<br ?/?>)$")
_BETWEEN_FIELDS = " \t|·•;,/"


@dataclass(slots=True)
class Field:
    """One field. `name` is its canonical name, None for one that is not known.

    `parts` are its lines: the first has only what follows the name. `depth` is the
    list depth of the line that names it.
    """

    written: str
    name: str | None
    line: int
    origin: Origin
    depth: int = 0
    parts: list[Line] = field(default_factory=list)

    @property
    def value(self) -> str:
        """The value on one line, without list markers; of a huge one, the start."""
        texts = [strip_marker(part.text).strip() for part in self.parts[:500]]
        return " ".join(text for text in texts if text)[:10_000]

    @property
    def text(self) -> str:
        """The value as written, over several lines."""
        lines = [part.text for part in self.parts]
        indents = [len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()]
        cut = min(indents, default=0)
        return "\n".join([*lines[:1], *(line[cut:] for line in lines[1:])]).strip("\n")

    @property
    def first_line(self) -> int:
        """Line on which the value begins."""
        return next(
            (part.number for part in self.parts if part.text.strip()), self.line
        )


def fields_of(section: Section) -> list[Field]:
    """Return the fields of a section in its order; free text comes as `leading`."""
    if section.row:
        return _cells_of(section.row, skip_number=True)
    reader = _Reader()
    previous: Line | None = None
    for line in section.lines:
        if previous and line.number > previous.number + 1 and line.kind != "heading":
            reader.blank(previous.number + 1)
        reader.take(line)
        previous = line
    return reader.fields


class _Reader:
    """Takes lines in order. What begins no field belongs to the field before it."""

    def __init__(self) -> None:
        self.fields: list[Field] = []
        self._is_plain_style: bool | None = None
        self._header_line = -1
        self._is_after_blank = False

    @property
    def _current(self) -> Field | None:
        return self.fields[-1] if self.fields else None

    def blank(self, number: int) -> None:
        self._is_after_blank = True
        if self._current and _is_text(self._current):
            self._current.parts.append(Line(number, "", "text"))

    def take(self, line: Line) -> None:
        if line.kind == "heading":
            self._take_heading(line)
        elif line.kind == "row":
            self._take_row(line)
        elif line.kind == "verbatim" or not self._begins(line):
            self._continue(line)
        self._is_after_blank = False

    def _take_heading(self, line: Line) -> None:
        current = self._current
        inside = (
            current is not None
            and current.origin == "heading"
            and is_long(current.name)
            and line.depth > current.depth
        )
        name = field_of(line.text)
        if inside and name is None:
            self._continue(line)
            return
        self.fields.append(
            Field(line.text, name, line.number, "heading", depth=line.depth)
        )
        self._is_plain_style = bool(self._is_plain_style)

    def _take_row(self, line: Line) -> None:
        known = [field_of(name) for name in line.header]
        is_pairs = len(line.header) == 2 and (
            fold(line.header[0]) in words()["field_columns"] or field_of(line.cells[0])
        )
        if is_pairs:
            if known[0] and self._header_line != line.number - 1:
                self._add_cell(line.header[0], line.header[1], line.number - 2)
            self._header_line = line.number
            if line.cells and any(line.cells):
                self._add_cell(line.cells[0], line.cells[-1], line.number)
        elif sum(name is not None for name in known) >= 2 and not self._in_discussion():
            self.fields += _cells_of(line, skip_number=False)
        else:
            self._continue(line)

    def _in_discussion(self) -> bool:
        return self._current is not None and self._current.name == "discussion"

    def _add_cell(self, name: str, value: str, number: int) -> None:
        part = Line(number, value, "text")
        self.fields.append(Field(name, field_of(name), number, "cell", parts=[part]))

    def _begins(self, line: Line) -> bool:
        found = named_by_mark(line.text)
        origin: Origin = "mark"
        if found is None and self._is_plain_style is not False:
            found, origin = named_plainly(line.text), "plain"
            if found and field_of(found[0]) is None and not self._may_be_unknown(line):
                found = None
        if found is None or self._belongs_to_current(line, found[0], origin):
            return False
        if self._is_plain_style is None or origin == "mark":
            self._is_plain_style = origin == "plain"
        self._add_all(line, *found, origin)
        return True

    def _may_be_unknown(self, line: Line) -> bool:
        """A plain `Word: value` of no known name is a field among short fields only."""
        current = self._current
        return (
            self._is_plain_style is True
            and current is not None
            and current.origin == "plain"
            and not is_long(current.name)
            and line.depth == current.depth
        )

    def _belongs_to_current(self, line: Line, name: str, origin: Origin) -> bool:
        """Tell whether what looks like a field is part of the field before it."""
        current = self._current
        if current is None or current.origin in ("cell", "leading"):
            return False
        known = field_of(name)
        if current.name == "discussion":
            # In a discussion, a name before a colon is who speaks.
            inside = line.depth > (0 if current.origin == "heading" else current.depth)
            if inside:
                return True
            if current.origin != "heading" and current.depth > 0:
                return False  # a bullet beside the bullet of the discussion
            return known is None or known in words()["person_fields"]
        if current.origin == "heading":
            if is_long(current.name):
                return known is None or is_long(known) or origin == "plain"
            return known is None and origin == "plain"
        if line.depth > current.depth:
            return known is None or (is_long(current.name) and current.depth > 0)
        return False

    def _add_all(self, line: Line, name: str, value: str, origin: Origin) -> None:
        """Add the field, and any known one that follows on the same line."""
        while True:
            following = None
            if origin == "mark":
                for candidate in _NEXT.finditer(value):
                    if field_of(candidate["name"]):
                        following = candidate
                        break
            own = value
            if following:
                own = value[: following.start()].rstrip(_BETWEEN_FIELDS)
            own = _HARD_BREAK.sub("", own.rstrip()).strip()
            part = Line(line.number, own, "text", line.depth, True)
            self.fields.append(
                Field(name, field_of(name), line.number, origin, line.depth, [part])
            )
            if following is None:
                return
            name, value = following["name"], value[following.end() :]

    def _is_text_of_its_own(self, line: Line) -> bool:
        """Tell whether a paragraph or bullet after a short field is none of it."""
        current = self._current
        if current is None or current.origin == "cell":
            return True
        if _is_text(current) or current.origin == "heading" or not current.value:
            return False
        last = current.parts[-1].text.rstrip()
        goes_on = bool(_GOES_ON.search(last)) or last.count("(") > last.count(")")
        if line.kind == "item":
            return line.depth <= current.depth or (current.depth == 0 and not goes_on)
        if line.depth > current.depth or line.kind == "verbatim":
            return False
        return self._is_after_blank or not (goes_on or len(last) >= _WRAPPED_AT)

    def _continue(self, line: Line) -> None:
        if self._is_text_of_its_own(line):
            name = "discussion" if _is_spoken(line) else "description"
            self.fields.append(Field("", name, line.number, "leading"))
        current = self.fields[-1]
        text = line.text
        if line.kind == "heading":
            text = f"{'#' * line.depth} {text}"
        current.parts.append(
            Line(
                line.number,
                text,
                line.kind,
                line.depth,
                line.starts,
                line.cells,
                line.header,
            )
        )


def _is_text(field: Field) -> bool:
    """Tell whether a field may go on for paragraphs: not one of a few words."""
    return field.name is None or is_long(field.name)


def _is_spoken(line: Line) -> bool:
    """Tell whether a bullet begins with who speaks: `- ops: tests are flaky`."""
    found = named_plainly(line.text) if line.kind == "item" else None
    return (
        found is not None
        and bool(found[1])
        and len(found[0].split()) <= 3
        and found[0].casefold() not in words()["not_speakers"]
    )


def _cells_of(line: Line, *, skip_number: bool) -> list[Field]:
    """Read a table row whose columns are fields."""
    numbered = number_column(line.header)[0] if skip_number else None
    found = []
    for index, (name, cell) in enumerate(zip(line.header, line.cells, strict=False)):
        if index != numbered and cell.strip():
            part = Line(line.number, cell.strip(), "text")
            found.append(Field(name, field_of(name), line.number, "cell", parts=[part]))
    return found
