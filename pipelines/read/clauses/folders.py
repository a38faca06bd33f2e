"""Which part of a repository a document speaks of, by the folder that it stands in.

`packages/billing/CONTRIBUTING.md` has the rules of that package; `docs/review.md` and
`ops/on-call/README.md` have those of all.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import PurePosixPath

from pipelines.read.clauses.lexicon import section


@lru_cache(maxsize=4096)
def folder_of(path: str) -> str:
    """The folder that the document at `path` speaks of, with its `/`; empty for all."""
    parts = list(PurePosixPath(path).parts[:-1])
    if parts and (_is("documents", parts[0]) or _is("work", parts[0])):
        return ""
    while parts and _is("documents", parts[-1]):  # `services/billing/docs/`
        parts.pop()
    return "".join(f"{part}/" for part in parts)


def _is(what: str, folder: str) -> bool:
    return bool(_expression(what).fullmatch(folder))


@cache
def _expression(what: str) -> re.Pattern[str]:
    return re.compile(section("documents", "folders", what), re.IGNORECASE)
