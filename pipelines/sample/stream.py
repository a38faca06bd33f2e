"""Write commits as a `git fast-import` stream: same commits, same bytes, same SHAs."""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.sample.history import Commit

BRANCH = "main"


def fast_import_stream(commits: list[Commit]) -> bytes:
    """Return the stream that makes `commits` the whole history of branch `main`."""
    return b"".join(part for commit in commits for part in _commit(commit)) + b"done\n"


def _commit(commit: Commit) -> Iterator[bytes]:
    seconds = int(commit.committed_at.timestamp())
    who = f"{commit.author_name} <{commit.author_email}> {seconds} +0000"
    yield f"commit refs/heads/{BRANCH}\n".encode()
    yield f"author {who}\ncommitter {who}\n".encode()
    yield _data(f"{commit.message}\n".encode())
    for old, new in commit.renames:
        yield f"R {_quoted(old)} {_quoted(new)}\n".encode()
    for path in commit.deletes:
        yield f"D {_quoted(path)}\n".encode()
    for path, content in commit.files:
        yield f"M 100644 inline {_quoted(path)}\n".encode()
        yield _data(content)


def _data(content: bytes) -> bytes:
    return b"data %d\n%b\n" % (len(content), content)


def _quoted(path: str) -> str:
    """Quote a path as git does, so that spaces and quotes in it are its own."""
    return '"' + path.replace("\\", "\\\\").replace('"', '\\"') + '"'
