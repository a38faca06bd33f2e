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
    """The folder that the document at `path` speaks of, with its `/`; empty for all.

    A README or CONTRIBUTING speaks of its own folder, another document only below one
    of many parts (`services/billing/on-call.md`).
    """
    document = PurePosixPath(path)
    parts = list(document.parts[:-1])
    if not parts or _is("documents", parts[0]) or _is("work", parts[0]):
        return ""
    own = list(parts)
    while own and _is("documents", own[-1]):  # `services/billing/docs/`
        own.pop()
    if own != parts and all(_is("containers", part) for part in own):
        return ""  # `src/content/docs/`, the place of a site
    is_part = len(own) > 1 and _is("containers", own[0])
    if not (is_part or _is("own_names", document.stem)):
        return ""
    return "".join(f"{part}/" for part in own)


def _is(what: str, folder: str) -> bool:
    return bool(_expression(what).fullmatch(folder))


@cache
def _expression(what: str) -> re.Pattern[str]:
    return re.compile(section("documents", "folders", what), re.IGNORECASE)
