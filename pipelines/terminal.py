"""Outside words on a terminal: they must not steer it."""

from __future__ import annotations

import unicodedata
from pathlib import Path


def plain(text: object, *, width: int | None = None) -> str:
    """Return `text` on one line without control or invisible characters.

    A title from outside may hold escape sequences, line breaks, or marks that turn
    the direction of writing. `width` cuts it, with an ellipsis.
    """
    kept = "".join(
        character
        for character in " ".join(str(text).split())
        if unicodedata.category(character)[0] != "C"
    )
    if width and len(kept) > width:
        return kept[: width - 1].rstrip() + "…"
    return kept


def shown(path: Path) -> str:
    """Return the shorter way to write `path`: from here, where it lies below."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def counted(number: int, singular: str, plural: str | None = None) -> str:
    """Return `1 incident`, `2 incidents`, `3,000 entries`."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"
