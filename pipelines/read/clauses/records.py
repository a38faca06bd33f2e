"""What is read from a document: passages, their sentences, and the clauses in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Modal = Literal["must", "should", "may"]
PassageKind = Literal["paragraph", "item", "row"]


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph, list item or table row, whatever the format it was written in.

    Attributes:
        text: Its words; emphasis and link marks gone, code spans in backticks.
        source: The lines as written.
        line: 1-based line of the first of them.
        headings: Titles of the sections it stands in, outermost first.
        leads: What it continues: the lead-in of its list and the items above it,
            outermost first.
        list_id: Same for the items of one list; 0 outside of lists.
        marker: `[ ]`, `[x]`, `1.`, `-`, or empty.
        cells, header: Cells of a table row and of its header.
        links: (text, target) pairs. bold: strong texts. struck: texts struck through.
    """

    kind: PassageKind
    text: str
    source: str
    line: int
    headings: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    list_id: int = 0
    marker: str = ""
    cells: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    bold: tuple[str, ...] = ()
    struck: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a passage, with the words as they stand in the file.

    Attributes:
        text: Plain words, white space folded.
        quote: The same sentence verbatim, marks included, white space folded.
        line: 1-based line on which it begins.
        position: 0 for the first sentence of its passage.
    """

    text: str
    quote: str
    line: int
    position: int


@dataclass(frozen=True, slots=True)
class Clause:
    """One sentence that states a rule.

    Attributes:
        line: 1-based.
        quote: Verbatim, white space folded.
        context: The lead-in and the list items above it, else empty.
        heading: Title of the nearest section, else empty.
        sense: The whole sentence with its lead-in, in plain words.
        modal: must, should or may.
        topic: See `topics` in rules.yml.
        is_negative: It forbids.
        is_undecided: The document itself calls it undecided or an example.
        parameters: What it says, typed; a key is absent where it says nothing.
        subjects: What it is about, in small letters (see `subjects.subjects_of`), and
            what it goes on about (see `antecedents`).
    """

    line: int
    quote: str
    context: str
    heading: str
    sense: str
    modal: Modal
    topic: str
    is_negative: bool
    is_undecided: bool
    parameters: dict[str, Any] = field(default_factory=dict)
    subjects: list[str] = field(default_factory=list)
