"""Where each page stands below the site's folder, and how pages link to each other."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Addresses:
    """Paths of the pages, from the site's folder.

    Attributes:
        single: Page name -> path.
        families: Page name -> key of the row -> path.
    """

    single: Mapping[str, str]
    families: Mapping[str, Mapping[str, str]]

    def of(self, name: str, key: str | None = None) -> str | None:
        """Return a path; None where the site has no such page."""
        if key is None:
            return self.single.get(name)
        return self.families.get(name, {}).get(key)


def slugs(keys: Iterable[str]) -> dict[str, str]:
    """Return a file name for each key: readable, plain ASCII, never the same twice."""
    plain = {key: plain_slug(key) for key in keys}
    count = Counter(plain.values())
    return {
        key: slug if slug and count[slug] == 1 and len(slug) <= _LONGEST
        else f"{slug[:_LONGEST]}-{_digest(key)}".lstrip("-")
        for key, slug in plain.items()
    }  # fmt: skip


def plain_slug(key: str) -> str:
    """Return a key as small letters, digits and hyphens; perhaps nothing is left."""
    return re.sub(r"[^a-z0-9]+", "-", key.lower()).strip("-")


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:8]
