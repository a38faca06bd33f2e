"""Lines of tables and lists that hold one incident each, or point to its write-up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from pipelines.markdown import Block
from pipelines.read.incidents.clock import find_times
from pipelines.read.incidents.data import phrase, roles_of
from pipelines.read.incidents.days import find_compact, find_days
from pipelines.read.incidents.durations import DURATION
from pipelines.read.incidents.headings import is_example, is_log_title, parts_of_title
from pipelines.read.incidents.sections import Section

ROLES = (
    "day_strong",
    "day",
    "severity",
    "status",
    "minutes_duration",
    "minutes_restore",
    "minutes_resolve",
    "title",
)

MOMENTS = ("started", "detected", "mitigated", "restored")
_TRACKER = re.compile(
    r"/(?:issues?|pulls?|merge_requests|bugs?|tickets?|browse|show_bug\S*)/?[\w-]*\d"
)
_PIECE = re.compile(r"[.;:]\s|\s[-–—>]+\s|,\s")
_LASTS = re.compile(DURATION, re.IGNORECASE)
_VAGUE = re.compile(
    r"\b(?:all (?:night|day|morning)|overnight|about|approx\w*|around|roughly|for"
    r"|nearly|almost|some)\b|~",
    re.IGNORECASE,
)
_AT_START = 4  # characters
_LEAD = 30  # characters that two times may be
_LEAST = 3  # lines
_ZONE = re.compile(r"\b(?:UTC|GMT|[CEMP][SD]?T|CEST|BST|EEST|IST|JST)\b")
_NAME = re.compile(r"[^\W\d_]{3,}")
_SIGNED = re.compile(r"^\W*\[[a-z]{2,12}\]\s+")  # `[ana] mail down`


@dataclass(frozen=True, slots=True)
class IndexLine:
    """One incident in a table or list.

    `target` is the write-up that it links to; `moments`: cells by what they are of.
    """

    title: str
    day_words: str
    severity: str | None
    status: str
    duration: str
    target: str | None
    block: Block
    moments: Mapping[str, str] = field(default_factory=dict)


def index_lines(
    section: Section, *, is_document_log: bool, is_all: bool = True
) -> Iterator[IndexLine]:
    """Lines of a section, and of those below it, that list incidents.

    Args:
        section: The document.
        is_document_log: All items that begin with a day are incidents, even without a
            link; else only those below the heading of a log.
        is_all: Nothing else in the document is an incident: it may hold such a log.
    """
    for part in section.walk():
        is_of_page = bool(phrase("of_document").match(part.title))
        is_other = part.is_part or is_of_page or is_example(part.title)
        if part is not section and is_other:
            continue
        is_log = is_document_log or (is_all and is_log_title(part.title))
        for block in part.blocks:
            if block.kind == "paragraph" and is_log:
                yield from _from_lines(block)
                continue
            is_row = block.kind == "row"
            line = _from_row(block) if is_row else _from_item(block, is_log)
            if line:
                yield line


def is_log_by_form(section: Section) -> bool:
    """Whether a document is hardly more than lines that begin with their own day.

    Or has a section of such lines, headed as a log.
    """
    logs = [one for one in section.walk() if is_log_title(one.title)]
    if any(_is_of_dated_lines(one.blocks) for one in logs):
        return True
    if any(_from_row(block) for one in logs for block in one.blocks):
        return True
    return _is_of_dated_lines([b for part in section.walk() for b in part.blocks])


def _is_of_dated_lines(blocks: list[Block]) -> bool:
    told = [
        block
        for block in blocks
        if block.kind == "paragraph" or (block.kind == "item" and block.depth == 1)
    ]
    told += [one for block in told for one in _dated_lines(block)[1:]]
    dated = [found for block in told if (found := find_days(block.text[:14]))]
    days = {found[0].day for found in dated if found[0].start < _AT_START}
    return len(days) >= _LEAST and len(days) >= len(dated) > 0.6 * len(told)


def _dated_lines(block: Block) -> list[Block]:
    """Its lines that begin with a day, if it is a paragraph."""
    lines = block.text.splitlines() if block.kind == "paragraph" else []
    dated = (
        line for line in lines if (days := find_days(line[:14])) and not days[0].start
    )
    return [replace(block, text=line) for line in dated]


def _from_row(block: Block) -> IndexLine | None:
    cells: dict[str, str] = {}
    for title, cell in zip(block.header, block.cells, strict=False):
        roles = roles_of(title)
        role = next((r for r in ROLES if r in roles), None)
        if role and role not in cells:
            cells[role] = cell.strip()
    day_words = cells.get("day_strong") or cells.get("day") or _opened(block)
    if "title" not in cells and (found := _column_of_titles(block)):
        cells["title"] = found
    if not find_days(day_words, year=2000) or "title" not in cells:
        return None
    duration = next(
        (cells[r] for r in ROLES if r.startswith("minutes") and r in cells), ""
    )
    return IndexLine(
        title=cells["title"],
        day_words=day_words,
        severity=cells.get("severity"),
        status=cells.get("status", ""),
        duration=duration,
        target=_target(block),
        block=block,
        moments=_moments(block),
    )


def _opened(block: Block) -> str:
    """The cell that says when it began or was opened, in a table without its day."""
    for role in ("started", "declared", "detected"):
        for title, cell in zip(block.header, block.cells, strict=False):
            if role in roles_of(title) and find_days(cell, year=2000):
                return cell.strip()
    return ""


def _moments(block: Block) -> dict[str, str]:
    """Cells of the columns that say when it began, was seen, and was over."""
    found: dict[str, str] = {}
    for title, cell in zip(block.header, block.cells, strict=False):
        for kind in MOMENTS:
            if kind in roles_of(title):
                found.setdefault(kind, cell)
    return found


def _column_of_titles(block: Block) -> str | None:
    """The first column that is of nothing else, in a table of days and more.

    One of what happened comes before one of hosts or people.
    """
    columns = [*zip(block.header, block.cells, strict=False)]
    columns.sort(key=lambda column: "summary" not in parts_of_title(column[0]))
    for title, cell in columns:
        roles = roles_of(title)
        if not roles & {*ROLES} and _NAME.search(cell):
            others = [t for t in block.header if t != title and _is_of_incidents(t)]
            is_told = "summary" in parts_of_title(title) and _has_both_ends(block)
            return cell.strip() if others or is_told else None
    return None


def _has_both_ends(block: Block) -> bool:
    roles = {role for title in block.header for role in roles_of(title)}
    return {"started", "restored"} <= roles


def _is_of_incidents(title: str) -> bool:
    roles = roles_of(title)
    is_measure = any(role.startswith("minutes") for role in roles)
    return is_measure or "severity" in roles or bool(parts_of_title(title))


def _from_lines(block: Block) -> Iterator[IndexLine]:
    """`20240229  leap day. The cron job failed.`, with the lines that go on from it."""
    groups: list[tuple[str, int, list[str]]] = []
    for offset, line in enumerate(block.text.splitlines()):
        day = find_compact(line[:12]) or next(iter(find_days(line[:12])), None)
        if day and day.day and day.start == 0:
            groups.append((day.day.isoformat(), block.line + offset, [line[day.end :]]))
        elif groups:
            groups[-1][2].append(line)
    for day_words, number, lines in groups:
        words = " ".join(line.strip(" :–—-\t") for line in lines)
        title = _title_in(words)
        last = number + len(lines) - 1
        text = "\n".join([lines[0].strip(" :–—-\t"), *map(str.strip, lines[1:])])
        told = replace(block, text=text, source=words, line=number, end_line=last)
        yield IndexLine(title, day_words, None, "", "", None, told)


def _title_in(words: str) -> str:
    """The first words of a line that name something, not how long it took."""
    words = _SIGNED.sub("", words)
    times = find_times(words[:_LEAD])
    if times and times[0].start < _AT_START:
        words = words[times[-1].end :]  # `08:15-08:47 UTC  web-1 out of memory`
    pieces = [piece.strip(" .,:–—-()") for piece in _PIECE.split(words)]
    named = (piece for piece in pieces if _is_a_name(piece))
    return next(named, words)


def _is_a_name(piece: str) -> bool:
    for pattern in (_LASTS, _VAGUE, _ZONE):
        piece = pattern.sub(" ", piece)
    return bool(_NAME.search(piece))


def _from_item(block: Block, is_log: bool) -> IndexLine | None:
    """`- [2024-10-01 Queue stuck](x.md)`, `- 2024-10-01: [Queue stuck](x.md)`."""
    if block.kind != "item":
        return None
    first = block.text.splitlines()[0] if block.text else ""
    target = _target(block)
    days = find_days(first, year=2000) if is_log else find_days(first)
    in_target = find_days(target.replace("/", " ").replace("_", "-")) if target else []
    if is_log and not target and days and days[0].start < 4 and block.depth == 1:
        words = " ".join(block.text[days[0].end :].split())
        told = replace(block, text=words)
        return IndexLine(_title_in(words), days[0].words, None, "", "", None, told)
    if not target or not (days or in_target):
        return None
    if days and days[0].start > 12 and len(first) - days[0].end > 12:
        return None  # a sentence that mentions a day
    words = next((text for text, link in block.links if link == target), first)
    title = words if re.search(r"[^\W\d_]{3,}", words) else first
    return IndexLine(
        title,
        days[0].words if days else in_target[0].words,
        None,
        "",
        "",
        target,
        block,
    )


def _target(block: Block) -> str | None:
    """The first link to another document of the repository or to a write-up."""
    for _, target in block.links:
        if re.search(
            r"\.(?:md|markdown|mdx|adoc|rst|html?)(?:$|[#?])", target, re.IGNORECASE
        ):
            return target
    return next(
        (t for _, t in block.links if not _TRACKER.search(t) and not t.startswith("#")),
        None,
    )
