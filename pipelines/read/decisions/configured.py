"""The file of decisions beside the configuration: whoever runs saydo answers for it."""

from __future__ import annotations

from pathlib import Path

from pipelines.errors import UsageError
from pipelines.read.decisions.check import Decision, read_decisions

_SHOWN = 5


def load_configured(path: Path | None) -> list[Decision]:
    """Read the file; none, if there is no such file.

    Raises:
        UsageError: It cannot be read, or an entry of it does not hold. All of them
            are named, with line and field: a wrong decision of ours is not guessed at.
    """
    if path is None or not path.is_file():
        return []
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read: {error}", "Mend the file.") from None
    reading = read_decisions(text)
    if reading.problems:
        shown = [f"{path}:{one.line}: {one}" for one in reading.problems[:_SHOWN]]
        more = len(reading.problems) - len(shown)
        raise UsageError(
            "\n  ".join(shown) + (f"\n  and {more} more" if more else ""),
            "Mend the file, then try again; docs/policies.md shows a complete one.",
        )
    return reading.decisions
