"""Documents and commits, by git: two requests, whatever the history's length.

The clone is bare and partial: commits and trees, and of the files only the revisions
of documents, fetched in one batch. Nothing of it is checked out or run.
"""

from __future__ import annotations

import base64
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

import git
import git.exc

from pipelines.errors import InputError
from pipelines.extract.checkout.git import Commit, Git
from pipelines.extract.checkout.identity import Identity
from pipelines.extract.checkout.kinds import DocumentKinds
from pipelines.extract.checkout.read import read_checkout
from pipelines.extract.github.client import Client
from pipelines.extract.github.errors import (
    GoneError,
    UnavailableError,
    WithheldError,
)
from pipelines.extract.records import Row
from pipelines.progress import Progress

_TRIES = 12
_REFUSALS = 4  # one after the other, before a refusal is believed
_TABLES = frozenset(
    {"commits", "document_revisions", "document_texts", "files", "people",
     "unreadable", "completeness"}
)  # fmt: skip
_KINDS = ("documents", "document_revisions", "commits")
_NO_BRANCH = re.compile(r"couldn't find remote ref|no such remote ref")
_NO_SINGLE_OBJECT = re.compile(r"unadvertised object|not our ref")
_WHOLE = "saydo.whole"  # in a clone's configuration: it has the contents of all files
_REFUSED = re.compile(
    r"returned error: 40[134]|repository .{0,300} not found|authentication failed"
    r"|could not read username"
)
_PARTIAL = {
    "remote.origin.promisor": "true",
    "remote.origin.partialclonefilter": "blob:none",
    "extensions.partialClone": "origin",
    "core.repositoryFormatVersion": "1",
}
_NETWORK = {
    "core.hooksPath": os.devnull,
    "credential.helper": "",
    "protocol.allow": "never",
    "protocol.https.allow": "always",
    "protocol.http.allow": "always",
    "http.followRedirects": "false",
    "http.lowSpeedLimit": "1000",
    "http.lowSpeedTime": "60",
    "fetch.recurseSubmodules": "false",
    "fetch.fsckObjects": "false",
    "gc.auto": "0",
    "maintenance.auto": "false",
}


class PartialGit(Git):
    """A clone that has the blobs of documents alone.

    Renames are looked for among documents, since that takes the files' contents.
    """

    def __init__(self, folder: Path, kinds: DocumentKinds) -> None:
        super().__init__(folder)
        self._kinds = kinds

    def document_blobs(self, revision: str) -> set[str]:
        """Return the blobs of all documents at all revisions."""
        return {
            change.blob
            for commit in self._raw_log(revision, ["--no-renames"])
            for change in commit.changes
            if change.action != "D" and self._kinds.kind_of(change.path) is not None
        }

    def local_objects(self) -> set[str]:
        found = self._git.cat_file(
            "--batch-all-objects", "--batch-check=%(objectname)", "--unordered"
        )
        return set(str(found).split())

    def log(self, revision: str) -> Iterator[Commit]:
        paths = sorted(
            {
                path
                for commit in self._raw_log(revision, ["--no-renames"])
                for path in (change.path for change in commit.changes)
                if self._kinds.kind_of(path) is not None
            }
        )
        with tempfile.TemporaryFile() as listed:
            listed.write("\n".join(["--", *paths, ""]).encode("utf-8", "replace"))
            listed.seek(0)
            changed = (
                self._raw_log(revision, ["-M", "--stdin"], listed)
                if paths
                else iter(())
            )
            yield from _joined(self._raw_log(revision, ["--no-renames"]), changed)


def _joined(commits: Iterator[Commit], documents: Iterator[Commit]) -> Iterator[Commit]:
    """Give commits the changes of documents as renames show them."""
    following = next(documents, None)
    for commit in commits:
        if following is None or following.sha != commit.sha:
            yield commit
            continue
        told = {
            path
            for change in following.changes
            for path in (change.path, change.previous_path)
        }
        others = tuple(one for one in commit.changes if one.path not in told)
        yield Commit(
            **{name: getattr(commit, name) for name in Commit.__slots__}
            | {"changes": others + following.changes}
        )
        following = next(documents, None)


class SingleObjectError(UnavailableError):
    """The server gives no single object, but whole histories."""


class Clones:
    """The clones of a run, kept in a folder from one run to the next."""

    def __init__(
        self, folder: Path, client: Client, settings: Mapping[str, Any] | None
    ) -> None:
        self._folder = folder
        self._client = client
        self._settings = settings or {}
        self._kinds = DocumentKinds(self._settings.get("documents"))

    def update(self, name: str, branch: str, head: str) -> Path:
        """Bring the clone of a repository up to date; return its folder.

        Raises:
            WithheldError: The token may not read the repository's contents.
            GoneError: The branch is not there.
            UnavailableError: git keeps failing.
        """
        folder = self._folder / f"{name.lower()}.git"
        try:
            self._update(folder, name, branch, head)
        except SingleObjectError:  # a server that gives whole histories alone
            shutil.rmtree(folder)
            self._update(folder, name, branch, head, is_whole=True)
        return folder

    def _update(
        self, folder: Path, name: str, branch: str, head: str, *, is_whole: bool = False
    ) -> None:
        if not (folder / "HEAD").exists():
            folder.mkdir(parents=True, exist_ok=True)
            git.Git(folder).init("--bare", "--quiet")
        runner = git.Git(folder)
        is_whole = is_whole or bool(_setting(runner, _WHOLE))
        address = f"{self._client.addresses.server}/{quote(name)}.git"
        reference = f"refs/heads/{branch}"
        settings = {"remote.origin.url": address}
        settings |= {_WHOLE: "true"} if is_whole else _PARTIAL
        for name_, value in settings.items():
            runner.config(name_, value)
        if _object_of(runner, reference) != head:
            self._run(
                runner, "fetch", "--no-tags", "--quiet", "--force",
                *([] if is_whole else ["--filter=blob:none"]),
                "origin", f"+{reference}:{reference}",
            )  # fmt: skip
        runner.symbolic_ref("HEAD", reference)
        if not is_whole:
            self._fetch_documents(runner, folder)

    def rows(
        self, name: str, folder: Path, progress: Progress
    ) -> Iterator[tuple[str, Row]]:
        """Yield what the clone says of documents and commits."""
        identity = Identity(folder, name, None, PartialGit(folder, self._kinds))
        for table, row in read_checkout(
            identity, settings=self._settings, progress=progress
        ):
            is_of_archives = table == "completeness" and row["kind"] not in _KINDS
            if table in _TABLES and not is_of_archives:
                yield table, row

    def _fetch_documents(self, runner: git.Git, folder: Path) -> None:
        repository = PartialGit(folder, self._kinds)
        try:
            missing = repository.document_blobs("HEAD") - repository.local_objects()
        finally:
            repository.close()
        if not missing:
            return
        with tempfile.TemporaryFile() as listed:
            listed.write("\n".join([*sorted(missing), ""]).encode())
            self._run(
                runner, "-c", "fetch.negotiationAlgorithm=noop", "fetch", "origin",
                "--no-tags", "--no-write-fetch-head", "--quiet", "--filter=blob:none",
                "--stdin", stdin=listed,
            )  # fmt: skip

    def _run(self, runner: git.Git, *command: str, stdin: Any = None) -> None:  # noqa: ANN401
        """Run a git command that talks to the server, again if it fails."""
        refusals = 0
        for attempt in range(1, _TRIES + 1):
            if stdin is not None:
                stdin.seek(0)
            self._client.cost.request_count += 2  # what is there, and the objects
            try:
                runner.execute(
                    ["git", *command], env=self._environment(), istream=stdin,
                    kill_after_timeout=None,
                )  # fmt: skip
            except git.exc.GitCommandError as error:
                words = self._without_token(str(error.stderr))
                if _NO_SINGLE_OBJECT.search(words.lower()):
                    raise SingleObjectError(f"git fetch: {words}") from None
                if attempt >= 3 and _NO_BRANCH.search(words.lower()):
                    raise GoneError(f"git fetch: {words}") from None
                refusals = refusals + 1 if _REFUSED.search(words.lower()) else 0
                if refusals >= _REFUSALS:
                    raise WithheldError(
                        f"git fetch: {words}", "Contents: read"
                    ) from None
                if attempt == _TRIES:
                    raise UnavailableError(f"git fetch: {words}") from None
                self._client.pause(attempt)
            except git.exc.GitCommandNotFound:
                raise InputError(
                    "the program git is not found", "Install git."
                ) from None
            else:
                return

    def _environment(self) -> dict[str, str]:
        """The token as a header for the server alone, seen by git's process only."""
        settings = dict(_NETWORK)
        server = self._client.addresses.server
        if server.startswith("http:"):
            settings["http.proxy"] = ""  # plain http stays on this machine
        if self._client.addresses.may_have_token(server):
            pair = f"x-access-token:{self._client.transport.tokens.get()}".encode()
            header = f"AUTHORIZATION: basic {base64.b64encode(pair).decode()}"
            settings[f"http.{server}/.extraheader"] = header
        variables = {
            "GIT_CONFIG_COUNT": str(len(settings)),
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_ASKPASS": "",
            "GIT_CONFIG_NOSYSTEM": "1",
            "LC_ALL": "C",
        }
        for number, (name, value) in enumerate(settings.items()):
            variables[f"GIT_CONFIG_KEY_{number}"] = name
            variables[f"GIT_CONFIG_VALUE_{number}"] = value
        return variables

    def _without_token(self, words: str) -> str:
        line = " ".join(words.split())[:300]
        token = self._client.transport.tokens.get()
        return line.replace(token, "***") if token else line


def _setting(runner: git.Git, name: str) -> str:
    try:
        return str(runner.config("--get", name)).strip()
    except git.exc.GitCommandError:
        return ""


def _object_of(runner: git.Git, reference: str) -> str | None:
    try:
        return str(runner.rev_parse("--verify", "--quiet", reference)).strip()
    except git.exc.GitCommandError:
        return None
