"""reStructuredText as passages, through docutils: nothing included, nothing run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from docutils import nodes
from docutils.core import publish_doctree

from pipelines.read.clauses.plain import plain_passages
from pipelines.read.clauses.records import Passage, PassageKind
from pipelines.read.clauses.titles import calls_attention, is_short, line_title

_SETTINGS = {
    "file_insertion_enabled": False,
    "raw_enabled": False,
    "report_level": 5,
    "halt_level": 5,
    "_disable_config": True,
    "warning_stream": "",
    "line_length_limit": 20_000,
    "doctitle_xform": False,
    "docinfo_xform": False,
    "smart_quotes": False,
}
# Sphinx's roles are unknown to docutils: `:ref:`x`` is read as the literal ``x``.
_CODE_ROLES = frozenset(
    (
        *("file", "code", "samp", "command", "option", "program", "envvar", "literal"),
        *("func", "class", "meth", "mod", "attr", "label", "branch"),
    )
)
_ROLE = re.compile(r":([a-zA-Z][\w:+.-]{0,40}):`([^`<]{1,300}?)(?:\s*<[^`>]{0,300}>)?`")
_SKIPPED = (
    nodes.comment,
    nodes.literal_block,
    nodes.doctest_block,
    nodes.block_quote,
    nodes.system_message,
    nodes.topic,
    nodes.footnote,
    nodes.substitution_definition,
    nodes.math_block,
    nodes.line_block,
)
_NAMES = (nodes.title, nodes.Text, nodes.term, nodes.field_name)
_FAR = 400  # lines ahead in which the next passage is looked for
_LONGEST_ROW = 60  # lines


def restructured_passages(text: str) -> Iterator[Passage]:
    """Yield the paragraphs, items and rows; plain text where docutils gives up."""
    ready = _ROLE.sub(_role_words, text)
    try:
        tree = publish_doctree(ready, settings_overrides=dict(_SETTINGS))
    except Exception:
        yield from plain_passages(text)
        return
    yield from _Walk(text).visit(tree, (), ())


# What may stand between two words as written: marks, the target of a link (`<...>`) and
# the name of a role (`:ref:`). The branches exclude each other, so that it is linear.
_JOINT = (
    r"(?:[^\w<:]|_|<[^<>\n]{1,300}>|<(?![^<>\n]{1,300}>)|<(?=\w)"
    r"|:[a-zA-Z][\w:.+-]{0,40}:(?=`)|:(?![a-zA-Z][\w:.+-]{0,40}:`)){1,200}"
)


def _role_words(role: re.Match[str]) -> str:
    """The words of a role that only Sphinx knows; those of a code role as code."""
    is_code = role[1].rsplit(":", 1)[-1] in _CODE_ROLES
    return f"``{role[2].strip()}``" if is_code else role[2]


class _Walk:
    """Walks the tree in order and finds each passage in the lines as written."""

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()
        self._at = 0
        self._lists = 0
        self._lead = ""

    def visit(
        self, node: nodes.Node, headings: tuple[str, ...], leads: tuple[str, ...]
    ) -> Iterator[Passage]:
        outer = headings
        for child in _told(node):
            if isinstance(child, _SKIPPED):
                continue
            if title := _own_title(child):
                headings = (*outer, title)
                self._lead = ""
                continue
            if name := _title(child):
                self._lead = ""
                over = outer if isinstance(child, nodes.section) else headings
                yield from self.visit(child, (*over, name), ())
            elif isinstance(child, nodes.paragraph):
                self._lead = _plain(child)
                yield self._passage("paragraph", child, headings, leads=())
            elif isinstance(child, nodes.bullet_list | nodes.enumerated_list):
                yield from self._list(child, headings, leads)
            elif isinstance(child, nodes.row):
                yield from self._row(child, headings)
            elif not isinstance(child, _NAMES):
                yield from self.visit(child, headings, leads)

    def _list(
        self, node: nodes.Node, headings: tuple[str, ...], leads: tuple[str, ...]
    ) -> Iterator[Passage]:
        own = (*leads, self._lead) if self._lead else leads
        self._lead = ""
        self._lists += 1
        list_id = self._lists
        ordered = isinstance(node, nodes.enumerated_list)
        for item in node.children:
            first = item.children[0] if item.children else None
            above = own
            for child in item.children:
                if child is first and isinstance(child, nodes.paragraph):
                    yield self._passage(
                        "item",
                        child,
                        headings,
                        leads=own,
                        list_id=list_id,
                        marker="1." if ordered else "-",
                    )
                    above = (*own, _plain(child))
                elif isinstance(child, nodes.bullet_list | nodes.enumerated_list):
                    yield from self._list(child, headings, above)
                elif isinstance(child, nodes.paragraph):
                    yield self._passage("paragraph", child, headings, leads=())
            self._lead = ""

    def _row(self, node: nodes.Node, headings: tuple[str, ...]) -> Iterator[Passage]:
        cells = tuple(_plain(entry).strip() for entry in node.children)
        if isinstance(node.parent, nodes.thead):
            return
        group = node.parent.parent
        head = group.next_node(nodes.thead)
        header: tuple[str, ...] = ()
        if head is not None and head.children:
            header = tuple(_plain(cell) for cell in head.children[-1].children)
        yield self._passage("row", node, headings, leads=(), cells=cells, header=header)

    def _passage(
        self,
        kind: PassageKind,
        node: nodes.Node,
        headings: tuple[str, ...],
        *,
        leads: tuple[str, ...],
        list_id: int = 0,
        marker: str = "",
        cells: tuple[str, ...] = (),
        header: tuple[str, ...] = (),
    ) -> Passage:
        words = " | ".join(cells) if kind == "row" else _plain(node)
        first, last = self._place(words, kind)
        return Passage(
            kind=kind,
            text=words,
            source="\n".join(self._lines[first:last]),
            line=first + 1,
            headings=headings,
            leads=tuple(lead for lead in leads if lead.strip()),
            bold=tuple(n.astext() for n in node.findall(nodes.strong)),
            links=tuple(
                (n.astext(), str(n.get("refuri", "")))
                for n in node.findall(nodes.reference)
            ),
            list_id=list_id,
            marker=marker,
            cells=cells,
            header=header,
        )

    def _place(self, words: str, kind: PassageKind) -> tuple[int, int]:
        """First line and the line after the last of the passage that reads `words`."""
        runs = re.findall(r"[^\W_]+", words)
        start = self._find(runs[:4], self._at) if runs else None
        if start is None:
            return self._at, min(self._at + 1, len(self._lines))
        stop = self._stop(start, kind)
        at, column = start, 0
        for run in runs:  # one that is written otherwise, such as a footnote's, is not
            found = self._next(run, at, column, stop)
            at, column = found or (at, column)
        self._at = at
        return start, at + 1

    def _stop(self, start: int, kind: PassageKind) -> int:
        """The line after the last one of a passage: the next empty one at most."""
        if kind == "row":
            return min(start + _LONGEST_ROW, len(self._lines))
        rest = range(start + 1, len(self._lines))
        return next((n for n in rest if not self._lines[n].strip()), len(self._lines))

    def _next(
        self, run: str, at: int, column: int, stop: int
    ) -> tuple[int, int] | None:
        """The line and the column right after the next `run`, before line `stop`."""
        for number in range(at, stop):
            found = self._lines[number].find(run, column if number == at else 0)
            if found >= 0:
                return number, found + len(run)
        return None

    def _find(self, runs: list[str], at: int) -> int | None:
        """The first line from `at` on that holds the first words together."""
        glue = _glue(tuple(runs))
        for number in range(at, min(len(self._lines), at + _FAR)):
            window = "\n".join(self._lines[number : number + 2])
            found = glue.search(window)
            if found and found.start() <= len(self._lines[number]):
                return number
        return None


def _title(node: nodes.Node) -> str:
    """The title of a section, a note, or of what a list defines; else empty."""
    if isinstance(node, nodes.section):
        return _words_of(node, nodes.title)
    if isinstance(node, nodes.definition_list_item):
        return _words_of(node, nodes.term)
    if isinstance(node, nodes.field):
        return _words_of(node, nodes.field_name)
    if isinstance(node, nodes.Admonition):
        first = node.children[0] if node.children else None
        is_title = first is not None and _heads_note(node, first)
        title = first.astext() if first is not None and is_title else ""
        return "" if calls_attention(title) else title
    return ""


def _words_of(node: nodes.Node, kind: type[nodes.Node]) -> str:
    found = node.next_node(kind)
    return found.astext() if found is not None else ""


def _told(node: nodes.Node) -> list[nodes.Node]:
    """The children of a node, without the paragraph that is a note's title."""
    found = list(node.children)
    is_note = isinstance(node, nodes.Admonition) and bool(found)
    return found[1:] if is_note and _heads_note(node, found[0]) else found


def _heads_note(node: nodes.Node, first: nodes.Node) -> bool:
    """`.. note:: Backports`, and below it what it says."""
    if isinstance(first, nodes.title):
        return True
    is_above = isinstance(first, nodes.paragraph) and len(node.children) > 1
    return is_above and is_short(first.astext())


def _own_title(node: nodes.Node) -> str:
    """The title that a paragraph is: bold, or a name and a colon before another one."""
    if isinstance(node, nodes.rubric):
        return str(node.astext())
    if not isinstance(node, nodes.paragraph):
        return ""
    words = node.astext().strip()
    only = node.children[0] if len(node.children) == 1 else None
    if isinstance(only, nodes.strong) and is_short(words):
        return words.strip(" :")
    after = node.next_node(descend=False, siblings=True)
    is_lead = isinstance(after, nodes.bullet_list | nodes.enumerated_list)
    return "" if is_lead else line_title(words)


@lru_cache(maxsize=512)
def _glue(runs: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(_JOINT.join(re.escape(run) for run in runs))


def _plain(node: nodes.Node) -> str:
    """The words of a node; literals in backticks."""
    if isinstance(node, nodes.Text):
        return str(node.astext())
    if isinstance(node, nodes.literal):
        return f"`{node.astext()}`"
    if isinstance(node, nodes.system_message | nodes.comment):
        return ""
    return "".join(_plain(child) for child in node.children)
