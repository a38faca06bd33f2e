"""Documents on disk that differ from the commit that is read instead."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha1, sha256

from pipelines.extract.checkout.folder import find_documents
from pipelines.extract.checkout.git import Git
from pipelines.extract.checkout.history import Revision
from pipelines.extract.checkout.identity import Identity
from pipelines.extract.checkout.kinds import DocumentKinds
from pipelines.progress import Progress


def tell_of_uncommitted(
    repository: Git,
    identity: Identity,
    revisions: Iterable[Revision],
    kinds: DocumentKinds,
    progress: Progress,
    max_bytes: int,
) -> None:
    """Say which documents on disk differ from the commit that is read instead."""
    if repository.is_bare:
        return
    committed = {one.path: one.blob or "" for one in revisions if one.is_current}
    differing = []
    for found in find_documents(identity.folder, kinds):
        if found.problem is None and not found.file.is_symlink():
            try:
                is_small = found.file.stat().st_size <= max_bytes
                data = found.file.read_bytes() if is_small else None
            except OSError:
                continue
            blob = committed.pop(found.path, "")
            if data is not None and not _is_blob(data, blob):
                differing.append(found.path)
        else:
            committed.pop(found.path, None)
    differing += [path for path in committed if not _has(identity, path)]
    if differing:
        shown = ", ".join(sorted(differing)[:3]) + (", ..." if differing[3:] else "")
        progress.say(
            f"  {identity.repository_id}: {len(differing)} documents have"
            f" changes that are not committed ({shown}): the committed text is read"
        )


def _has(identity: Identity, path: str) -> bool:
    return (identity.folder / path).exists()


def _is_blob(data: bytes, blob: str) -> bool:
    """Tell whether git names `data` so, as it is or with Unix line ends."""
    for content in (data, data.replace(b"\r\n", b"\n")):
        whole = b"blob %d\0" % len(content) + content
        digest = (
            sha1(whole, usedforsecurity=False) if len(blob) == 40 else sha256(whole)
        )
        if digest.hexdigest() == blob:
            return True
    return False
