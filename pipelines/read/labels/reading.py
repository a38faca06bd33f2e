"""The labels that a document speaks of, read from prose, tables or label files."""

from __future__ import annotations

from pipelines.read.labels.commands import read_commands
from pipelines.read.labels.declared import CODE, read_declarations
from pipelines.read.labels.documented import DocumentedLabel
from pipelines.read.labels.prose import read_prose
from pipelines.read.labels.sheets import read_sheet

DATA = (".yml", ".yaml", ".toml", *CODE)
_LARGEST_TEXT = 2_000_000  # characters; label files of large projects have 100,000


def read_documented_labels(
    text: str, *, path: str, kind: str | None = None
) -> list[DocumentedLabel]:
    """Every label that the document at `path` speaks of, in order of the lines.

    Args:
        text: The document.
        path: Decides how it is read: `.yml`, `.yaml`, `.json`, `.toml` and code as a
            label file, `.csv`, `.tsv` as a sheet, `.sh` as commands, anything else as
            markdown.
        kind: What kind of document it is ("labels", "contributing", ...), if known.
    """
    text = text[:_LARGEST_TEXT]
    if path.lower().endswith(DATA):
        return read_declarations(text, path=path)
    if path.lower().endswith((".csv", ".tsv")):
        return list(read_sheet(text, path=path))
    commands = list(read_commands(text, path=path))
    if path.lower().endswith(".sh"):
        return commands
    return read_prose(text, path=path, kind=kind) + commands
