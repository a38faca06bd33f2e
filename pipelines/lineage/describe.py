"""Say in words where the columns of a warehouse come from."""

from __future__ import annotations

from pathlib import Path

import duckdb

_SHOWN = 6
_SOURCES = """
select
    table_name,
    column_name,
    list(source_table || '.' || source_column order by source_table, source_column)

from column_lineage
group by table_name, column_name
"""


def sources_in_words(warehouse: Path) -> dict[tuple[str, str], str]:
    """Return a sentence by table and column: ``From `raw.issues.title`.``.

    None for a warehouse of a version that did not tell yet.
    """
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        try:
            rows = connection.execute(_SOURCES).fetchall()
        except duckdb.CatalogException:
            return {}
    return {(table, column): _sentence(sources) for table, column, sources in rows}


def _sentence(sources: list[str]) -> str:
    named = ", ".join(f"`{source}`" for source in sources[:_SHOWN])
    more = len(sources) - _SHOWN
    return f"From {named}{f' and {more} more' if more > 0 else ''}."
