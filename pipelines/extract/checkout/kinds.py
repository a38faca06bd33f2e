"""Which files of a repository are documents, and of what kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pathspec import GitIgnoreSpec

from pipelines.data_files import are_texts, read_yaml
from pipelines.errors import UsageError

_TABLE = Path(__file__).with_name("document_kinds.yml")


@dataclass(frozen=True, slots=True)
class _Kind:
    name: str
    spec: GitIgnoreSpec
    any_extension: bool
    repositories: frozenset[str]


class DocumentKinds:
    """The table of `document_kinds.yml`, with a team's own rules before it."""

    def __init__(
        self, overrides: Mapping[str, Any] | None = None, repository_id: str = ""
    ) -> None:
        """Read the table; `overrides` has the same form, every key optional.

        `repository_id` counts where the repository's name tells what is in it.

        Raises:
            UsageError: A key or a pattern of `overrides` is not of that form.
        """
        defaults, own = _defaults(), dict(overrides or {})
        _check(own)
        self._extensions = tuple(
            f".{str(ending).lower().lstrip('.')}"
            for ending in own.get("extensions", defaults["extensions"])
        )
        self._excluded = _spec(own.get("excluded", defaults["excluded"]))
        entries = [*own.get("kinds", []), *defaults["kinds"]]
        self._kinds = [
            _Kind(
                str(entry["kind"]),
                _spec(entry["files"]),
                bool(entry.get("any_extension", False)),
                frozenset(str(name) for name in entry.get("repositories", [])),
            )
            for entry in entries
        ]
        name = repository_id.rpartition("/")[2].lower()
        self._found: dict[str, str | None] = {}
        self._by_name = next(
            (kind.name for kind in self._kinds if name in kind.repositories), None
        )

    def kind_of(self, path: str) -> str | None:
        """Return the kind of the file at `path` (`/` between parts), None if none."""
        if path not in self._found:  # a history names the same paths again and again
            self._found[path] = self._find(path.lower())
        return self._found[path]

    def _find(self, lower: str) -> str | None:
        has_extension = lower.endswith(self._extensions)
        if self._excluded.match_file(lower):
            return None
        for kind in self._kinds:
            if (has_extension or kind.any_extension) and kind.spec.match_file(lower):
                if kind.name == "other" and self._by_name:
                    return self._by_name
                return kind.name
        return self._by_name if has_extension else None

    def is_excluded_folder(self, path: str) -> bool:
        """Tell whether nothing under the folder at `path` is read."""
        return bool(self._excluded.match_file(f"{path.lower()}/"))


@cache
def _defaults() -> dict[str, Any]:
    table: dict[str, Any] = read_yaml(_TABLE)
    return table


def _spec(patterns: list[str]) -> GitIgnoreSpec:
    lines = [str(pattern).lower() for pattern in patterns]
    try:
        return GitIgnoreSpec.from_lines(lines)
    except ValueError as error:
        raise UsageError(
            f"configuration: documents: not a pattern: {error}",
            "Write the patterns as in a .gitignore file.",
        ) from error


def _check(own: dict[str, Any]) -> None:
    for key, value in own.items():
        if key not in ("extensions", "excluded", "kinds"):
            raise _fault(f"unknown key {key!r}")
        if not isinstance(value, list):
            raise _fault(f"{key} is not a list")
        if key != "kinds" and not are_texts(value):
            raise _fault(f"{key} has what is no text: {value!r}")
    for entry in own.get("kinds", []):
        if not isinstance(entry, Mapping) or not (
            isinstance(entry.get("kind"), str) and are_texts(entry.get("files"))
        ):
            raise _fault("kinds: needs `kind`, a text, and `files`, a list of texts")
        if unknown := set(entry) - {"kind", "files", "any_extension", "repositories"}:
            raise _fault(f"kinds: unknown keys {sorted(map(str, unknown))}")
        if not isinstance(entry.get("any_extension", False), bool):
            raise _fault("kinds: any_extension is neither true nor false")
        if not are_texts(entry.get("repositories", [])):
            raise _fault("kinds: repositories is not a list of texts")


def _fault(what: str) -> UsageError:
    return UsageError(
        f"configuration: documents: {what}",
        "See pipelines/extract/checkout/document_kinds.yml for the form.",
    )
