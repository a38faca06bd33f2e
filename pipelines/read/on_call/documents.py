"""A document as rows of cells, whatever its format: the one form that rotas have."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, groupby
from pathlib import PurePosixPath

import yaml

from pipelines import foreign_yaml
from pipelines.read.clauses.lexicon import section
from pipelines.read.clauses.passages import passages
from pipelines.read.clauses.records import Passage
from pipelines.read.incidents.markup import as_markdown
from pipelines.read.on_call.days import are_days
from pipelines.read.on_call.months import MONTHS
from pipelines.read.on_call.records import Row
from pipelines.read.on_call.shapes import by_day
from pipelines.read.on_call.tables import with_tables
from pipelines.read.on_call.words import words
from pipelines.read.org import from_org

_MARKS = {".csv": ",", ".tsv": "\t"}
_TREES = (".yml", ".yaml", ".json")  # JSON is YAML
_LONGEST = 2_000_000  # characters of a file of data
_DEEPEST = 12  # mappings and lists in each other
_FAR = 60  # characters of a title
_SOME = 2  # lines with a day each
_CUT = re.compile(r"\d[\d.]*\s+")
_FENCED = re.compile(
    r"^(?P<mark>```|~~~)(?:te?xt|plain)?[ \t]*\n"
    r"(?P<lines>(?:(?!```|~~~)[^\n]*\n){2,200})(?P=mark)[ \t]*$",
    re.MULTILINE,
)
_DATED = re.compile(  # no log, which has times
    r"(?!.{0,40}\d:\d\d|.*[$=<>{}])\W{0,3}(?:(?:week|w/c|wk|cw|kw)\b.{0,3})?"
    rf"(?:\d|(?:[a-z]{{3,9}},? )?(?:{'|'.join(MONTHS)})[a-z]* \d)",
    re.IGNORECASE,
)
_REMARK = re.compile(r"^#+(?: |$)", re.MULTILINE)
_REMARKS = re.compile(r"^#(?: .*)?\n#(?: |$)", re.MULTILINE)  # no headings
_YEAR = re.compile(r"20\d\d")
_DRESS = re.compile(  # of quotes, comments and HTML
    r"^ {0,3}>+ ?|<!--|-->|</?(?!t(?:able|head|body|[rdh])\b)[a-z][^<>\n]{0,200}>",
    re.MULTILINE | re.IGNORECASE,
)
_COMMENT = re.compile(r"(?:^|\s)#+\s*(\S.*)$")
_SENTENCE = re.compile(r"(?<=[^\W\d_])[.!?)]\s+(?=[^\W\d_])")


def rows_in(text: str, path: str) -> list[Row]:
    """The rows of tables, the items of lists and the paragraphs, in their order."""
    name = PurePosixPath(path)
    ending = name.suffix.lower()
    years = [part for part in name.parts[:-2] if _YEAR.fullmatch(part)]
    document = " ".join([*years, name.parent.name, *name.name.split(".")])
    document = re.sub(r"[_.]+|(?<!\d)-|-(?!\d)", " ", document)
    lines = text.splitlines()
    text = "\n".join([*lines, ""])  # every end of a line is the same
    if mark := _MARKS.get(ending):
        found = _of_csv(lines, mark, document)
    elif ending in _TREES:
        found = _of_yaml(text, document)
    else:
        found = _of_passages(_read(text, path))
    found = _headed(list(found))
    is_iso = bool(words("weeks_of_the_year").search(text))
    return [
        replace(
            row,
            document=document,
            name=name.name,
            has_iso_weeks=is_iso,
            quote=_quote(lines, row),
        )
        for row in found
    ]


def _read(text: str, path: str) -> Iterator[Passage]:
    """All markups as markdown, but reStructuredText and texts without tables."""
    formats = section("documents", "formats")
    endings = {one.lower() for one in PurePosixPath(path).suffixes}
    is_markdown = not endings or bool(endings & {*formats["markdown"], ".org"})
    is_text = bool(endings & {".txt", ".text"})
    if ".org" in endings:
        text = from_org(text)
    elif not endings & {*chain(*formats.values())} and _REMARKS.search(text):
        text, is_text = _REMARK.sub("", text), True
    marked, places = with_tables(_FENCED.sub(_bare, text))
    if endings & {*formats["restructured"]} or (is_text and marked == text):
        yield from passages(text, path=f"{path}.txt" if is_text else path)
        return
    if not is_markdown:
        marked = as_markdown(marked, path)
    for one in passages(marked, path="rota.md"):
        yield replace(one, line=places[one.line - 1])


def notes_in(text: str, path: str, taken: set[int]) -> Iterator[Row]:
    """What stands beside the lines of a rota, also in quotes and in comments."""
    for row in rows_in(_DRESS.sub("", text), path):
        lines = row.cells[0].split("\n") if row.is_prose else [" ".join(row.cells)]
        kept = [line for n, line in enumerate(lines, row.line) if n not in taken]
        yield replace(row, cells=(" ".join(kept),))
    if path.lower().endswith((*_MARKS, *_TREES)):
        for number, line in enumerate(text.splitlines(), 1):
            if said := _COMMENT.search(line):
                yield Row((said[1],), (), (path,), line=number, quote=line)


def _bare(fenced: re.Match[str]) -> str:
    """A block of code that only dresses lines of days is text."""
    lines = [line for line in fenced["lines"].split("\n") if line.strip()]
    told = [bool(_DATED.match(line)) for line in lines]
    is_table = sum(told) >= _SOME and all(told[-sum(told) :])
    return f"\n{fenced['lines']}\n" if is_table else fenced[0]


def _headed(rows: list[Row]) -> Iterator[Row]:
    """What no heading heads, by the line of the first paragraph that names a rota."""
    first = rows[0].cells[0] if rows and rows[0].is_prose else ""
    titles = [one for one in first.split("\n") if _SENTENCE.split(one)[-1] == one]
    named = (one for one in titles if len(one) <= _FAR and words("rota").search(one))
    title = next(named, None)
    for row in rows:
        yield replace(row, headings=(title,)) if title and not row.headings else row


def groups(rows: list[Row]) -> Iterator[list[Row]]:
    """The rows of each table, the items of each list, the lines of each paragraph."""
    lists: dict[object, list[Row]] = {}  # another may stand in between
    for row in rows:
        if row.is_prose:
            both = zip(row.cells[0].split("\n"), row.quote.split("\n"), strict=False)
            lists[row.line] = [
                replace(
                    row, cells=(_uncut(said, quote),), line=number, quote=quote.strip()
                )
                for number, (said, quote) in enumerate(both, row.line)
            ]
        else:
            # Those that each stand below a day or a week go on with each other.
            titles = [title for title in row.titles if not are_days(title)]
            lists.setdefault((row.header, *titles), []).append(row)
    for group in lists.values():
        yield from by_day(group) if group[0].header else [group]


def _uncut(said: str, quote: str) -> str:
    """`6.5.` before `- 12.5.: ada` is a day, not the number of a paragraph."""
    cut = quote.strip().removesuffix(said)
    is_day = said.startswith(("-", "–", "—")) and _CUT.fullmatch(cut)
    return cut + said if is_day else said


def _quote(lines: list[str], row: Row) -> str:
    count = row.quote.count("\n") + 1
    return "\n".join(lines[row.line - 1 : row.line - 1 + count]).strip()


def _of_passages(found: Iterable[Passage]) -> Iterator[Row]:
    for headings, run in groupby(found, lambda one: one.headings):
        near = ""
        for one in run:
            leads = one.leads if one.kind == "item" else (near,)
            yield Row(
                cells=tuple(
                    _without(cell, one.struck)
                    for cell in (one.cells if one.header else (one.text,))
                ),
                header=one.header,
                headings=headings,
                leads=tuple(title for lead in leads for title in _titles(lead)),
                links=one.links,
                line=one.line,
                quote=one.source,
                is_prose=one.kind == "paragraph",
            )
            near = one.text if one.kind == "paragraph" else near


def _titles(lead: str) -> Iterator[str]:
    """The words before a table or a list where they are its title, and no sentence."""
    last = _SENTENCE.split(lead)[-1].strip()
    is_prose = last.endswith(".") and not words("example").search(last)
    if last and not is_prose and len(last) <= _FAR:
        yield last


def _without(cell: str, struck: tuple[str, ...]) -> str:
    """Who is struck out has swapped."""
    for one in struck:
        cell = cell.replace(one, " ").strip()
    return cell


def _of_csv(lines: list[str], mark: str, document: str) -> Iterator[Row]:
    """The rows below the first one, if that is a header."""
    if lines and lines[0].count(";") > lines[0].count(mark):
        mark = ";"
    reader = csv.reader(lines, delimiter=mark)
    header: tuple[str, ...] = ()
    try:
        for cells in reader:
            stripped = tuple(cell.strip() for cell in cells)
            if any(stripped) and not stripped[0].startswith("#"):
                if not header and are_days(stripped[0]):  # nothing heads it
                    said = (f"{stripped[0]}: {', '.join(stripped[1:])}",)
                    yield Row(said, (), (document,), line=reader.line_num)
                    continue
                if header:
                    yield Row(stripped, header, (document,), line=reader.line_num)
                header = header or stripped
    except csv.Error:
        return  # what stands before it has been read


def _of_yaml(text: str, document: str) -> Iterator[Row]:
    if len(text) > _LONGEST:
        return
    try:
        for tree in foreign_yaml.compose_all(text):
            yield from _of_node(tree, (document,), set())
    except (yaml.YAMLError, RecursionError, ValueError):
        return  # told by `broken_data`


def _of_node(
    node: yaml.Node | None, headings: tuple[str, ...], seen: set[int]
) -> Iterator[Row]:
    """Lists of mappings are tables; a mapping of days is a list."""
    if len(headings) > _DEEPEST or id(node) in seen:
        return  # aliases may lead to it in many ways
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        nodes = [one for one in node.value if isinstance(one, yaml.MappingNode)]
        records = [{str(k.value): _words(v) for k, v in one.value} for one in nodes]
        header = tuple(dict.fromkeys(key for record in records for key in record))
        for one, record in zip(nodes, records, strict=True):
            cells = tuple(record.get(key, "") for key in header)
            yield Row(cells, header, headings, line=one.start_mark.line + 1)
        for one in nodes:
            yield from _of_node(one, headings, seen)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            name = str(key.value)
            if not are_days(name):
                yield from _of_node(value, (*headings, name), seen)
            elif isinstance(value, yaml.MappingNode):
                both = [(str(k.value), _words(v)) for k, v in value.value]
                names, cells = zip(*[("when", name), *both], strict=True)
                yield Row(cells, names, headings, line=key.start_mark.line + 1)
            elif said := _words(value):
                line = key.start_mark.line + 1
                yield Row((f"{name}: {said}",), (), headings, line=line)


def _words(node: yaml.Node) -> str:
    """A value, or the values of a list; none of nothing and of what is nested."""
    of_list = node.value if isinstance(node, yaml.SequenceNode) else [node]
    scalars = [one for one in of_list if isinstance(one, yaml.ScalarNode)]
    said = [str(one.value).strip() for one in scalars if not one.tag.endswith(":null")]
    return ", ".join(said)
