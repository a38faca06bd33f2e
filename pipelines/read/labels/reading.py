"""The labels that a document speaks of, read from prose, tables or label files."""

from __future__ import annotations

from pipelines.read.labels.commands import read_commands
from pipelines.read.labels.declared import CODE, read_declarations
from pipelines.read.labels.documented import DocumentedLabel
from pipelines.read.labels.program_text import ProgramText
from pipelines.read.labels.prose import read_prose
from pipelines.read.labels.rename_calls import read_rename_calls
from pipelines.read.labels.rename_tables import read_label_fields, read_rename_tables
from pipelines.read.labels.sheets import read_sheet

DATA = (".yml", ".yaml", ".toml", *CODE)
# Programs in which only renames are looked for.
_PROGRAMS = (
    ".sh", ".bash", ".zsh", ".ps1", ".py", ".rb", ".pl", ".php", ".go", ".rs", ".kt",
    ".kts", ".groovy", ".gradle", ".java", ".cs", ".ex", ".exs", ".lua", ".swift",
    ".mk", ".r",
)  # fmt: skip
_FOLDERS_OF_PROGRAMS = {"scripts", "script", "tools", "hack", "bin", "ci", "cmd"}
_PROGRAM_NAMES = ("makefile", "justfile", "rakefile", "dangerfile")
_LARGEST_TEXT = 2_000_000  # characters; label files of large projects have 100,000


def read_documented_labels(
    text: str, *, path: str, kind: str | None = None
) -> list[DocumentedLabel]:
    """Every label that the document at `path` speaks of, in order of the lines.

    Args:
        text: The document.
        path: Decides how it is read: `.yml`, `.yaml`, `.json`, `.toml` and the like as
            a label file, `.csv`, `.tsv` as a sheet, programs and workflows for the
            renames in them, anything else as markdown.
        kind: What kind of document it is ("labels", "contributing", ...), if known.
    """
    text = text[:_LARGEST_TEXT]
    lowered = path.lower()
    if lowered.endswith((".csv", ".tsv")):
        return list(read_sheet(text, path=path))
    program = ProgramText(text)
    programmed = _programmed(program, path)
    if _is_program(lowered):
        return [*programmed, *read_label_fields(program, path=path)]
    if lowered.endswith(CODE):
        return [*read_declarations(text, path=path), *programmed]
    if lowered.endswith(DATA):
        return read_declarations(text, path=path)
    return read_prose(text, path=path, kind=kind) + programmed


def _is_program(path: str) -> bool:
    """A script, or a workflow, whose lists and names are of anything."""
    *folders, name = path.split("/")
    if ".github/workflows/" in path or name in _PROGRAM_NAMES:
        return True
    is_code = name.endswith((".js", ".cjs", ".mjs", ".ts"))
    is_script = is_code and bool(_FOLDERS_OF_PROGRAMS & set(folders))
    return is_script or name.endswith(_PROGRAMS)


def _programmed(program: ProgramText, path: str) -> list[DocumentedLabel]:
    """The renames that a program, or a part of it in a page, makes."""
    return [
        *read_commands(program, path=path),
        *read_rename_tables(program, path=path),
        *read_rename_calls(program, path=path),
    ]
