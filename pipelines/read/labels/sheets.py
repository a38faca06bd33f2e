"""Labels in sheets: CSV or tab-separated, with a header that says what stands where."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from pipelines.markdown import Block
from pipelines.read.labels.columns import has_roles, labels_of_row
from pipelines.read.labels.documented import DocumentedLabel
from pipelines.read.labels.facets import facet_of
from pipelines.read.labels.rename_tables import is_script_of_renames

_MOST_ROWS = 20_000


def read_sheet(text: str, *, path: str) -> Iterator[DocumentedLabel]:
    """Every label of a sheet; none if its header does not speak of labels."""
    lines = text.removeprefix("\ufeff").splitlines()
    if not lines:
        return
    delimiter = max("\t;,", key=lines[0].count)
    rows = csv.reader(io.StringIO("\n".join(lines)), delimiter=delimiter)
    try:
        header = tuple(cell.strip() for cell in next(rows, []))
        if is_script_of_renames(path) and len(header) == 2 and not has_roles(header):
            rows = csv.reader(io.StringIO("\n".join(lines)), delimiter=delimiter)
            header = ("old label", "new label")
        for row in rows:
            if rows.line_num > _MOST_ROWS:
                return
            cells = tuple(cell.strip() for cell in row)
            yield from _labels(header, cells, rows.line_num, lines, path)
    except csv.Error:
        return


def _labels(
    header: tuple[str, ...],
    cells: tuple[str, ...],
    line: int,
    lines: list[str],
    path: str,
) -> Iterator[DocumentedLabel]:
    source = lines[line - 1] if line <= len(lines) else ""
    block = Block(
        kind="row", text=" | ".join(cells), source=source, line=line, end_line=line,
        cells=cells, header=header,
    )  # fmt: skip
    names, aliases, ages = labels_of_row(block) or ([], [], {})
    told = dict(zip((title.lower() for title in header), cells, strict=False))
    description = told.get("description", "")
    for position, name in enumerate(names):
        alias_of = next((names[a.new] for a in aliases if a.old == position), None)
        is_old = alias_of is not None or ages.get(position) == "old"
        yield DocumentedLabel(
            name=name,
            facet=facet_of(alias_of or name, description=description),
            standing="deprecated" if is_old else "preferred",
            alias_of=alias_of,
            description="" if is_old else description,
            line=line,
            quote=source.strip()[:500],
            path=path,
        )
