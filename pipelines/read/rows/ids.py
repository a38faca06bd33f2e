"""Short ids that stay the same while what they name stays the same."""

from __future__ import annotations

import hashlib


def short_hash(*parts: object) -> str:
    """Return twelve hex digits of the parts."""
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(joined.encode()).hexdigest()[:12]


class Ids:
    """Gives every row an id; a second row of the same words gets a number."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def __call__(self, *parts: object) -> str:
        name = short_hash(*parts)
        count = self._seen[name] = self._seen.get(name, 0) + 1
        return name if count == 1 else f"{name}-{count}"
