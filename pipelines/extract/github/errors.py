"""What can go wrong between us and GitHub, told apart by what is to be done."""

from __future__ import annotations

from pipelines.errors import InputError

_WITH_GITHUB = "See https://www.githubstatus.com, then refresh again: it goes on there."


class GitHubError(InputError):
    """GitHub cannot be read, or a part of it."""


class BadCredentialsError(GitHubError):
    """The token is missing, wrong, or has run out."""


class WithheldError(GitHubError):
    """The token may not read this.

    Attributes:
        permission: What GitHub says is missing, else None.
    """

    def __init__(self, what: str, permission: str | None = None) -> None:
        wanted = f" ({permission})" if permission else ""
        super().__init__(what, f"Give the token read access to it{wanted}.")
        self.permission = permission


class GoneError(GitHubError):
    """There is nothing under this name, or the token may not see it.

    Attributes:
        moved_to: Address that it moved to, None if it did not.
    """

    def __init__(self, what: str, moved_to: str | None = None) -> None:
        super().__init__(what, "Check the name, and that the token may read it.")
        self.moved_to = moved_to


class RejectedError(GitHubError):
    """GitHub does not understand the request: another version, or a bug of ours."""

    def __init__(self, what: str) -> None:
        super().__init__(what, "An older Enterprise server? Please report it.")


class UnavailableError(GitHubError):
    """The server kept failing although it was asked again and again."""

    def __init__(self, what: str) -> None:
        super().__init__(what, _WITH_GITHUB)


class MalformedError(GitHubError):
    """An answer is not of the form that GitHub describes."""

    def __init__(self, what: str) -> None:
        super().__init__(what, "Is it a GitHub server? If so, please report it.")


class TooMuchError(UnavailableError):
    """The answer was too much for the server; a smaller page may do."""


# A kind of record that is not essential goes without: it is told, and tried again.
NOT_READABLE = (WithheldError, GoneError, RejectedError, UnavailableError)
