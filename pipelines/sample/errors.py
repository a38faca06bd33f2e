"""What can be wrong with the sample's source or with the place where it is built."""

from __future__ import annotations

from pathlib import Path

from pipelines.errors import InputError, UsageError


class MalformedCommitError(InputError):
    """A folder of the sample's history does not describe a commit.

    Attributes:
        path: The `commit.yml`, or the file that is wrong.
        key: The key that is wrong (`author.email`), or None for the whole file.
    """

    def __init__(self, path: Path, key: str | None, reason: str) -> None:
        place = f"{path}: {key}" if key else f"{path}"
        super().__init__(
            f"{place}: {reason}",
            "pipelines/sample/history/ shows the form: one folder per commit, with"
            " commit.yml and files/.",
        )
        self.path = path
        self.key = key


class SamplePlaceError(UsageError):
    """The sample cannot be built where it should stand."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"{path}: {reason}", "Choose another folder, or move what stands there."
        )
        self.path = path
