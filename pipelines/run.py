"""The record of one run: its name, its beginning, what it read, with which versions."""

from __future__ import annotations

import json
import platform
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from pipelines import VERSION
from pipelines.errors import UsageError

_PARTS = ("dlt", "duckdb", "dbt-core", "dbt-duckdb", "great-expectations")


@dataclass(frozen=True, slots=True)
class Run:
    """One refresh.

    Attributes:
        run_id: Its beginning in UTC, readable: `2026-01-31T02:00:00Z`.
        started_at: The same as a time (UTC); verdicts carry it too.
        inputs: What was read, as JSON.
        versions: Versions of this project and of its main parts, as JSON.
        cost: What the extraction asked of GitHub, as JSON: requests, points, bytes.
    """

    run_id: str
    started_at: datetime
    inputs: str
    versions: str
    cost: str = "{}"

    @classmethod
    def start(
        cls,
        now: datetime,
        names: tuple[str, ...],
        taken: Collection[str],
        cost: Mapping[str, float] | None = None,
    ) -> Run:
        """Begin a run at `now`; an id among `taken` gets a suffix."""
        started_at = now.astimezone(UTC).replace(microsecond=0)
        first = f"{started_at:%Y-%m-%dT%H:%M:%SZ}"
        run_id, count = first, 1
        while run_id in taken:
            count += 1
            run_id = f"{first}-{count}"
        return cls(
            run_id=run_id,
            started_at=started_at,
            inputs=json.dumps({"repositories": names, "is_sample": not names}),
            versions=json.dumps(versions()),
            cost=json.dumps(dict(cost or {})),
        )

    def save(self, state: Path) -> None:
        """Keep it for the steps that run by themselves."""
        record = asdict(self) | {"started_at": self.started_at.isoformat()}
        _file(state).write_text(json.dumps(record, indent=2), encoding="utf-8")

    @classmethod
    def load(cls, state: Path) -> Run:
        """Read the run that `model` began.

        Raises:
            UsageError: No run was begun, or its record cannot be read.
        """
        try:
            record = json.loads(_file(state).read_text(encoding="utf-8"))
            started_at = datetime.fromisoformat(record.pop("started_at"))
            return cls(started_at=started_at, **record)
        except (OSError, ValueError, KeyError, TypeError):
            raise UsageError(
                f"no run to go on with in {state}",
                "Run the step `model` first, or all of them: make refresh",
            ) from None


@dataclass(frozen=True, slots=True)
class Extraction:
    """What the last extraction leaves for the record of the run.

    Attributes:
        cost: What was asked of GitHub: requests, points, bytes.
        failures: Repository to why it could not be read.
    """

    cost: Mapping[str, float] = field(default_factory=dict)
    failures: Mapping[str, str] = field(default_factory=dict)

    def save(self, state: Path) -> None:
        (state / "extraction.json").write_text(json.dumps(asdict(self)), "utf-8")

    @classmethod
    def load(cls, state: Path) -> Extraction:
        """Read it; an empty one where there is none."""
        try:
            return cls(**json.loads((state / "extraction.json").read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return cls()


def versions() -> dict[str, str]:
    """Versions by name: this project, Python, and the main libraries."""
    parts = {part: version(part) for part in _PARTS}
    return {"saydo": VERSION, "python": platform.python_version(), **parts}


def _file(state: Path) -> Path:
    return state / "run.json"
