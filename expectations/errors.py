"""Errors of the judge: faults of ours, never findings against the audited team."""

from __future__ import annotations

from pipelines.errors import SaydoError


class JudgeError(SaydoError):
    """A policy could not be judged; nothing is written."""

    exit_status = 70  # a fault of ours


class CatalogueError(SaydoError):
    """An entry of the catalogue is not well formed."""

    exit_status = 70  # a fault of ours
