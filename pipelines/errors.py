"""Errors that this project raises on purpose. Each says where, what, and what to do."""

from __future__ import annotations


class SaydoError(Exception):
    """Base of every error that is shown to a person instead of a traceback.

    Attributes:
        what: What is wrong, with its place (path, line, item or URL).
        remedy: What the person can do about it.
        exit_status: Status that the command line ends with.
    """

    exit_status = 1

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(f"{what}\n  {remedy}")
        self.what = what
        self.remedy = remedy


class UsageError(SaydoError):
    """The command line or the configuration asks for something that cannot be."""

    exit_status = 2


class InputError(SaydoError):
    """An input as a whole cannot be read (one unreadable record is not an error)."""

    exit_status = 3


class WarehouseError(SaydoError):
    """A warehouse file is locked, damaged, foreign, or made by a newer version."""

    exit_status = 4


class OutputError(SaydoError):
    """The answer cannot be printed: where it is sent to takes nothing more."""

    exit_status = 4


class AuditError(SaydoError):
    """The new warehouse breaks its own contract: nothing was published."""

    exit_status = 5


class StrictError(SaydoError):
    """All went well and was published, but a policy that says must is newly broken."""

    exit_status = 6
