"""Rows of tables: whether they rule, and what they say as a sentence."""

from __future__ import annotations

import re
from functools import cache

from pipelines.read.clauses.grammar import analyse
from pipelines.read.clauses.lexicon import pattern, section, spaced
from pipelines.read.clauses.modals import obliges
from pipelines.read.clauses.parameters.placeholders import as_glob, is_glob
from pipelines.read.clauses.records import Passage
from pipelines.read.clauses.sentences import fold

_CODE = re.compile(r"`[^`]+`$")
_NUMBER = re.compile(r"\d|\b(?:one|two|three|four|five|ten)\b", re.IGNORECASE)
_SAID = ("present", "obliged", "order")
_PATH = re.compile(r"[/*]\S|\S[/*]")  # whoever owns a path reviews what changes in it
_BESIDE = ("explaining", "dated")  # what such a column tells is no part of the rule
_PREPOSITIONS = ("by", "from", "within")  # `Approvals | From`
_METHOD = re.compile(  # of merging, at the beginning of a cell
    r"(?:always |only )?(?:squash|rebase|fast[- ]forward|merge commit|merge with"
    r"|(?:merge )?(?:manually|by hand)|manual(?:ly)? merge)\b",
    re.IGNORECASE,
)
_BOUND = re.compile(  # whatever is above it
    r"(?:[^,.;]{1,80}, )?"
    r"(?:within|no later than|at the latest)(?!.*\b(?:or so|usually|mostly)\b)"
    r" (?:\d|(?:an?|one|two|the)\b)",
    re.IGNORECASE,
)
_BRANCHES = re.compile(r"branch", re.IGNORECASE)
_PUT_ON = re.compile(  # `Removed once it is merged`, unless a machine does it
    r"(?!.*\b(?:bots?|automatic\w*|automation|workflow)\b)"
    r"(?:only |always )?(?:applied|added|set|assigned|given|removed|taken off|put on)"
    r" (?:only |right )?(?:at|after|once|when|if|before|as soon as|until|unless)\b",
    re.IGNORECASE,
)


def speaking_cells(passage: Passage) -> list[str]:
    """The cells that may rule by themselves: a remark does where it says `must`."""
    if len(passage.header) != len(passage.cells):
        return list(passage.cells)
    named = zip(passage.header, passage.cells, strict=True)
    return [
        cell
        for title, cell in named
        if not _is(title, "explaining_headers") or obliges(cell)
    ]


def is_property(passage: Passage) -> bool:
    """A row about the document itself: `Approved by | the board`, below its title."""
    is_own = len(passage.headings) <= 1 and bool(passage.cells)
    about = pattern("documents", "properties")
    return is_own and bool(about.fullmatch(passage.cells[0].strip(" *_:")))


def row_words(passage: Passage, path: str) -> str:
    """A row as a sentence: `Severity: Sev1; Response time: 15 minutes`.

    Columns that only explain or show an example are left out.

    Args:
        passage: The row.
        path: Of its document; a pattern in one about branches is a branch's.
    """
    if len(passage.header) != len(passage.cells):
        return fold("; ".join(c for c in passage.cells if c))
    where = " ".join((path, *passage.headings, *passage.header))
    is_branches = bool(_BRANCHES.search(where))
    if _names_its_rule(passage.header):
        return fold(": ".join(c for c in passage.cells if c))
    named: list[str] = []
    counted = _counted_by(passage.header)
    for title, cell in zip(passage.header, passage.cells, strict=True):
        if not cell or any(_is(title, f"{one}_headers") for one in _BESIDE):
            continue
        if counted and _is(title, "count_headers"):
            title = counted
        if is_branches and _is(title, "pattern_headers"):
            title = "Branch name"
        joint = " " if title.lower().endswith(_PREPOSITIONS) else ": "
        said = f"{title}{joint}{cell}" if title else cell
        if named and title.lower() in _PREPOSITIONS:
            named[-1] = f"{named[-1]} {said}"
        else:
            named.append(said)
    return fold("; ".join(named))


def _counted_by(header: tuple[str, ...]) -> str:
    """What a column counts that is titled `How many`, beside one of who approves."""
    for what, counted in (("approving", "Approvals"), ("reviewing", "Reviews")):
        if any(_is(title, f"{what}_headers") for title in header):
            return counted
    return ""


def _names_its_rule(header: tuple[str, ...]) -> bool:
    """`What | Rule`: the first cell says what the second is about."""
    if len(header) != len(("what", "rule")):
        return False
    if not any(header):
        return True  # without titles: `Write-up | within ten days`
    return _is(header[0], "naming_headers") and _is(header[1], "telling_headers")


def has_no_titles(passage: Passage) -> bool:
    """Two columns without titles: what stands left names what the right one asks."""
    return not any(passage.header) and len(passage.cells) == len(("what", "rule"))


def is_rule_table(passage: Passage) -> bool:
    """Does a filled cell stand under a title that asks for something."""
    cells = list(zip(passage.header[1:], passage.cells[1:], strict=False))
    if any(_is(title, "dated_headers") for title in passage.header):
        return _bounds_although_dated(passage.header[0], cells)
    if passage.cells and (_names_branches(passage) or _tells_method(cells)):
        return True
    if passage.header and _BRANCHES.match(passage.header[0]):
        is_taken = any(_is(title, "branch_headers") and c.strip() for title, c in cells)
        if is_taken:
            return True
    if any(_BOUND.match(cell) or _bounds(cell) for cell in passage.cells):
        return True
    is_named = bool(passage.cells) and not _PATH.search(passage.cells[0])
    if is_named and passage.header and _is(passage.header[0], "owned_headers"):
        cells = [(title, c) for title, c in cells if not _is(title, "owning_headers")]
    return any(_asks(title, cell.strip(" -–—")) for title, cell in cells)


def _bounds_although_dated(first: str, cells: list[tuple[str, str]]) -> bool:
    """`Severity | Respond within | Last changed`: it asks, and has a date besides.

    Args:
        first: The title of the first column.
        cells: The others, below their titles.
    """
    is_of_kinds = _is(first, "kind_headers")
    return any(
        _value().fullmatch(cell) and _asks(title, cell)
        for title, cell in cells
        if not _is(title, "dated_headers")
        and (is_of_kinds or pattern("rules", "bounding_headers").search(title))
        and _NUMBER.search(cell)
    )


def _bounds(cell: str) -> bool:
    """`announced at least one minor version ahead`: a number that bounds the work."""
    speaks = pattern("rules", "process").search(cell) or _period().search(cell)
    return bool(speaks and pattern("rules", "bounds").search(cell))


def _names_branches(passage: Passage) -> bool:
    """The first column lists prefixes of branches."""
    where = " ".join((*passage.headings[-1:], *passage.header))
    first = passage.header[0] if passage.header else ""
    cell = passage.cells[0].strip()
    is_name = _CODE.match(cell) and is_glob(as_glob(cell.strip("`")))
    is_pattern = is_name and _is(first, "pattern_headers")
    return bool(is_pattern) and bool(_BRANCHES.search(where))


def tells_of_label(passage: Passage) -> bool:
    """`` `needs-docs` | Removed once they are written ``: when a label is put on it."""
    name, *others = passage.cells or ("",)
    is_name = bool(_CODE.match(name.strip()))
    return is_name and any(_PUT_ON.match(cell.strip()) for cell in others)


def _tells_method(cells: list[tuple[str, str]]) -> bool:
    """`Clean history | rebase`: each cell says how to merge, whatever is above it."""
    filled = [cell for _, cell in cells if cell.strip(" -–—")]
    return bool(filled) and all(_METHOD.match(cell.strip(" *_`")) for cell in filled)


def _asks(title: str, cell: str) -> bool:
    """By the whole title; or by a word in it, where the cell gives a value."""
    if not cell or _is(title, "explaining_headers") or _is(cell, "empty_cells"):
        return False
    if _is(title, "table_headers"):
        return True
    if _is(title, "speaking_headers"):
        return bool(_NUMBER.search(cell)) or is_said(cell)
    if not pattern("rules", "asking_headers").search(title):
        return False
    return bool(_value().fullmatch(cell) or _period().search(cell))


def is_said(cell: str) -> bool:
    """Is it a statement or an order, no name and no state."""
    return analyse(cell).mood in _SAID


@cache
def _period() -> re.Pattern[str]:
    bound = r"\b(?:for|within|after|every|until|at least|up to)\s+"
    return re.compile(bound + spaced(section("rules", "period")), re.IGNORECASE)


@cache
def _value() -> re.Pattern[str]:
    return re.compile(spaced(section("rules", "table_values")), re.IGNORECASE)


def _is(title: str, what: str) -> bool:
    return pattern("rules", what).fullmatch(title.strip(" *_:?")) is not None
