"""What to read, where to write, and the limits of one run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PROJECT_ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class OnGitHub:
    """Which repositories are read from GitHub itself.

    Attributes:
        names: `owner/name`, as they were given.
        organisation: Login whose repositories are read, too.
        include, exclude: Patterns of names (`service-*`) among the organisation's.
        has_archived, has_forks: Whether those are read as well.
    """

    names: tuple[str, ...] = ()
    organisation: str | None = None
    include: tuple[str, ...] = ("*",)
    exclude: tuple[str, ...] = ()
    has_archived: bool = False
    has_forks: bool = False

    def __bool__(self) -> bool:
        return bool(self.names or self.organisation)


@dataclass(frozen=True, slots=True)
class Settings:
    """What one run reads and writes.

    Attributes:
        repositories: Folders to read, absolute. Nothing here nor on GitHub: the
            sample that ships along.
        on_github: What to read from GitHub itself.
        data: Folder that takes all output.
        is_strict: A *must* that is newly violated ends the run with a status.
        max_document_bytes: Longer documents are recorded as unreadable.
        decisions: File of decisions beside the configuration; None where there is none.
        documents: A team's own rules for which files are documents, in the form of
            `pipelines/extract/checkout/document_kinds.yml`.
        signal_rules: A team's own rules for what texts say, in the form of
            the files in `pipelines/read/signals/rules`.
    """

    repositories: tuple[Path, ...]
    data: Path
    is_strict: bool = False
    max_document_bytes: int = 5_000_000
    documents: Mapping[str, Any] = field(default_factory=dict)
    signal_rules: Path | None = None
    on_github: OnGitHub = field(default_factory=OnGitHub)
    decisions: Path | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """What is read, by name and not by place: the record may go to others."""
        folders = (path.name for path in self.repositories)
        owner = self.on_github.organisation
        return (*folders, *self.on_github.names, *([f"{owner}/*"] if owner else []))

    @property
    def warehouse(self) -> Path:
        """The published warehouse. Nothing ever opens this name for writing."""
        return self.data / "warehouse.duckdb"

    @property
    def report(self) -> Path:
        return self.data / "report.md"

    @property
    def site(self) -> Path:
        return self.data / "site"

    @property
    def proposals(self) -> Path:
        """Drafts to act on."""
        return self.data / "proposals"

    @property
    def audit_packs(self) -> Path:
        """A folder per period that an auditor asked for."""
        return self.data / "audit"

    @property
    def parquet(self) -> Path:
        """The published tables again, a Parquet file each."""
        return self.data / "parquet"

    @property
    def state(self) -> Path:
        """Private: what one run leaves for the next, and its unfinished work."""
        return self.data / "state"

    @property
    def extraction(self) -> dict[str, Any]:
        """What the extraction needs to know, in the words of the configuration."""
        return {
            "documents": self.documents,
            "max_document_bytes": self.max_document_bytes,
        }

    @property
    def raw(self) -> Path:
        return self.state / "raw.duckdb"

    @property
    def previous(self) -> Path:
        """What the last publication hands on to the next."""
        return self.state / "previous.duckdb"

    @property
    def dbt_target(self) -> Path:
        """What dbt compiles and writes down about itself."""
        return self.state / "dbt" / "target"

    @property
    def semantic_manifest(self) -> Path:
        """The metrics, as the last run of dbt read them."""
        return self.dbt_target / "semantic_manifest.json"

    @property
    def data_docs(self) -> Path:
        """Great Expectations' Data Docs, as the judge left them for the site."""
        return self.state / "expectations"

    @property
    def build(self) -> Path:
        return self.state / "build.duckdb"
