"""The tables of reStructuredText, which markdown does not know."""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.markdown import Block
from pipelines.read.clauses.restructured import restructured_passages


def table_rows(text: str) -> Iterator[Block]:
    """Rows of all tables, as markdown's would be."""
    for passage in restructured_passages(text):
        if passage.kind == "row":
            yield Block(
                kind="row",
                text=passage.text,
                source=passage.source,
                line=passage.line,
                end_line=passage.line + passage.source.count("\n"),
                headings=passage.headings,
                cells=passage.cells,
                header=passage.header,
                links=passage.links,
                bold=passage.bold,
            )
