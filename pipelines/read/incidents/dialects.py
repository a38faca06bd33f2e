"""MediaWiki, AsciiDoc and reStructuredText as markdown, line by line."""

from __future__ import annotations

import re
from itertools import pairwise

from pipelines.markdown import table_row
from pipelines.read.incidents.list_tables import with_simple_tables, with_tables
from pipelines.read.incidents.wiki_tables import with_wiki_tables

_WIKI_HEADING = re.compile(r"^(={1,6}) ?([^=\n]{1,200}?) ?\1[ \t]*$", re.MULTILINE)
_WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|\n]{1,200}\|)?([^\[\]|\n]{1,200})\]\]")
_WIKI_ADDRESS = re.compile(r"(?<!\[)\[(https?://[^\s\]]{1,300}) ([^\]\n]{1,200})\]")
_WIKI_TERM = re.compile(  # `; 2019-05-04 20:19 : Mail stopped` is cut behind the time
    r"^;[ \t]*(?=\S)((?:[^:\n]|(?<=\d):(?=\d)){1,60}?)[ \t]*"
    r"(?:(?<!\d):|:(?!\d)|\n:)[ \t]*",
    re.MULTILINE,
)
_NESTED = re.compile(r"^([*#]{1,5})(?![*#])[ \t]*(?=\S)", re.MULTILINE)
_ADOC_HEADING = re.compile(r"^(={1,6}) (?=\S)", re.MULTILINE)
_ADOC_TERM = re.compile(r"^([A-Za-z][\w -]{1,40})::[ \t]+(?=\S)", re.MULTILINE)
_ADOC_TITLE = re.compile(r"^\.([A-Z][^\n]{2,80})$", re.MULTILINE)
_ADOC_ITEM = re.compile(r"^[ \t]*(\*{1,5}|-|\.{1,5})[ \t]+(?=\S)", re.MULTILINE)
_ADOC_BOLD = re.compile(r"(?<![\w*])\*(?![\s*])([^*\n]{1,200}?)(?<![\s*])\*(?![\w*])")
_ADOC_LINK = re.compile(
    r"(?:link:|xref:)?((?<=link:|xref:)[^\s\[\]]{1,300}|https?://[^\s\[\]]{1,300})"
    r"\[([^\[\]\n]{1,200})\]"
)
_TABLE = re.compile(
    r"^(?P<above>[^\n]*\n)?\|===[ \t]*\n(?P<body>.{0,20000}?)\n\|===[ \t]*$",
    re.MULTILINE | re.DOTALL,
)
_CELL = re.compile(r"(?:^|(?<=\s))(?:\d*[.+*\d]*[<^>]?[aehlmsd]?)\|")
_NAMED = re.compile(r"^:([A-Za-z][\w -]{1,40}):[ \t]+(?=\S)", re.MULTILINE)
_RST_LISTED = re.compile(  # a field that holds a list
    r"^:([A-Za-z][\w -]{1,40}):[ \t]*(?=\n[ \t]+[-*] )", re.MULTILINE
)
_RST_LINK = re.compile(r"`([^`<\n]{1,200}?)\s?<([^`<>\s]{1,300})>`__?")
_RST_TARGET = re.compile(
    r"^\.\. _`?([^`:\n]{1,100}?)`?:[ \t]+(https?://\S{1,300})[ \t]*$", re.MULTILINE
)
_RST_ROLE = re.compile(  # `:issue:`12``, `:gh-pull:`owner/name#12``
    r":(?:gh|github)?[-_]?(?:issue|pr|pull|pull[-_]?req(?:uest)?)s?:"
    r"`(?P<repository>(?:[\w.-]{1,60}/[\w.-]{1,100})?)#?(?P<number>\d{1,7})`",
    re.IGNORECASE,
)
_RST_USER = re.compile(r":(?:gh|github)?[-_]?(?:user|ghuser):`@?([\w-]{1,39})`", re.I)
_RST_NAMED = re.compile(r"`([^`<>\n]{1,100})`_(?![\w_])")
_RST_POST = re.compile(r"^:(?:category|slug|tags|summary|modified):", re.M | re.I)
_RST_DATE = re.compile(r"\n:date:", re.IGNORECASE)
_HEAD = 1_000  # characters in which a post says when it was published
_RST_COUNTED = re.compile(r"^([ \t]*)(?:#\.|\(?#\)|\(\d{1,2}\)) +(?=\S)")
_RULE = re.compile(r"^([=\-~^\"'#*+`:._])\1{2,}[ \t]*$")
_ONLY_RST = set('~^"#+')


def is_wiki(text: str) -> bool:
    """Whether headings stand between `==`."""
    return bool(_WIKI_HEADING.search(text))


def from_wiki(text: str) -> str:
    """Headings, bullets, terms, emphasis and links of MediaWiki."""
    text = _NESTED.sub(_wiki_item, _WIKI_TERM.sub(r"- **\1**: ", text))
    text = _WIKI_LINK.sub(r"\1", _WIKI_ADDRESS.sub(r"[\2](\1)", text))
    text = text.replace("'''", "**").replace("''", "*")
    text = _WIKI_HEADING.sub(lambda m: f"{'#' * len(m[1])} {m[2]}", text)
    return with_wiki_tables(text)


def _wiki_item(match: re.Match[str]) -> str:
    marks = match[1]
    return "   " * (len(marks) - 1) + ("1. " if marks[-1] == "#" else "-  ")


def from_asciidoc(text: str) -> str:
    """Headings, titles of blocks, attributes, lists, emphasis and links of AsciiDoc."""
    text = _TABLE.sub(_adoc_table, text)
    text = _ADOC_LINK.sub(r"[\2](\1)", _ADOC_BOLD.sub(r"**\1**", text))
    text = _ADOC_ITEM.sub(_adoc_item, text)
    text = _ADOC_TERM.sub(r"- **\1**: ", text)
    text = _NAMED.sub(_adoc_attribute, text)
    text = _ADOC_TITLE.sub(r"**\1**", text)
    return _ADOC_HEADING.sub(lambda m: "#" * len(m[1]) + " ", text)


def _adoc_item(match: re.Match[str]) -> str:
    marks = match[1]
    return "   " * (len(marks) - 1) + ("1. " if marks[0] == "." else "-  ")


def _adoc_table(match: re.Match[str]) -> str:
    """Rows as in markdown, on as many lines; a first row of its own is the header."""
    above = match["above"] or ""
    lines = match["body"].split("\n")
    cells = [[c.strip() for c in _CELL.split(line)[1:]] for line in lines]
    cells = _cells_on_lines_of_their_own(cells)
    width = max((len(row) for row in cells), default=0)
    has_header = len(cells) > 2 and bool(cells[0]) and not lines[1].strip()
    if width < 2:
        return match[0]
    empty = "|" + "  |" * width
    dashes = "|" + "---|" * width
    rows = [table_row(row) if row else empty for row in cells]
    if has_header:
        rows[1] = dashes
        return "\n".join(
            [above.rstrip("\n") * (not above.startswith("[")), "", *rows, ""]
        )[0 if match["above"] is not None else 1 :]
    head = (
        empty if above.strip().startswith("[") or not above.strip() else above.rstrip()
    )
    return "\n".join([head, dashes, *rows, ""])


def _cells_on_lines_of_their_own(cells: list[list[str]]) -> list[list[str]]:
    """Lines of one cell each are a row together, up to the next empty line."""
    columns = len(cells[0]) if cells else 0
    if columns < 2 or any(len(row) > 1 for row in cells[1:]):
        return cells
    joined = [list(row) for row in cells]
    first = 0
    for number in range(1, len(joined)):
        if not joined[number]:
            first = 0
        elif first and len(joined[first]) < columns:
            joined[first] += joined[number]
            joined[number] = []
        else:
            first = number
    return joined


def _adoc_attribute(match: re.Match[str]) -> str:
    """A value of the incident; the document's own day is not the incident's."""
    return match[0] if "date" in match[1].lower() else f"- **{match[1]}**: "


def is_rst(text: str) -> bool:
    """Lines of a character that markdown has no use for, as long as those above."""
    lines = text.splitlines()
    return any(
        rule[:1] in _ONLY_RST
        and _RULE.match(rule)
        and bool(title.strip())
        and len(rule.strip()) >= len(title.strip())
        for title, rule in pairwise(lines)
    )


def from_rst(text: str) -> str:
    """Headings by their underlines, fields and links of reStructuredText."""
    if _RST_POST.search(text[:_HEAD]):
        text = _RST_DATE.sub("\n:published:", text, count=1)
    text = _RST_ROLE.sub(r"\g<repository>#\g<number>", text)
    text = _RST_LISTED.sub(
        r"- **\1**:", with_simple_tables(with_tables(_RST_USER.sub(r"@\1", text)))
    )
    targets = {name.lower(): to for name, to in _RST_TARGET.findall(text)}
    if targets:
        text = _RST_NAMED.sub(lambda named: _target(named, targets), text)
    lines = _RST_LINK.sub(r"[\1](\2)", _NAMED.sub(r"- **\1**: ", text)).splitlines()
    lines = [_RST_COUNTED.sub(r"\g<1>1. ", line) for line in lines]
    marks: list[str] = []
    for number in range(1, len(lines)):
        title, rule = lines[number - 1].strip(), lines[number]
        if not (_RULE.match(rule) and title and not _RULE.match(lines[number - 1])):
            continue
        is_framed = number >= 2 and bool(_RULE.match(lines[number - 2]))
        is_short = len(rule.strip()) + 1 < len(title)
        if is_short and not (is_framed and lines[number - 2].strip() == rule.strip()):
            continue
        mark = rule[0] * (2 if is_framed else 1)  # another level than without the frame
        if mark not in marks:
            marks.append(mark)
        level = min(6, marks.index(mark) + 1)
        lines[number - 1] = f"{'#' * level} {title}"
        lines[number] = ""
        if is_framed:
            lines[number - 2] = ""
    return "\n".join(lines)


def _target(named: re.Match[str], targets: dict[str, str]) -> str:
    """`#12`_, whose address stands elsewhere, as a link."""
    to = targets.get(named[1].lower())
    return f"[{named[1]}]({to})" if to else named[0]
