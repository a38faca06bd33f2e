"""The settings, from four places of which the nearest wins.

Command line, then the environment (`SAYDO_DATA`, `SAYDO_REPOSITORIES`, ...; dlt's own
spelling `SAYDO__REPOSITORIES` does too), then section `[saydo]` of `.dlt/config.toml`,
then the defaults. The file is found from the project's root, whatever the folder.
"""

from __future__ import annotations

import os
import re
import shlex
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipelines.data_files import are_texts
from pipelines.errors import UsageError
from pipelines.settings import PROJECT_ROOT, OnGitHub, Settings

CONFIGURATION = Path(".dlt", "config.toml")
DECISIONS = Path(".dlt", "policies.yml")
KEYS = (
    "repositories",
    "data_dir",
    "max_document_bytes",
    "documents",
    "policies",
    "signal_rules",
    "strict",
    "organisation",
    "include",
    "exclude",
    "archived",
    "forks",
)

_ON_GITHUB = re.compile(r"^[A-Za-z0-9-]+/[A-Za-z0-9._-]+$")
_TRUE, _FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


def load_settings(
    *,
    repositories: tuple[str, ...] = (),
    data: str | None = None,
    is_strict: bool | None = None,
    environ: Mapping[str, str] = os.environ,
    project_root: Path = PROJECT_ROOT,
) -> Settings:
    """Resolve the settings; arguments are what the command line said.

    Raises:
        UsageError: A key is unknown, a value is not what it should be, or a
            repository is not a folder.
    """
    file = project_root / CONFIGURATION
    written = _from_file(file)
    said = _from_environment(environ)

    def value(key: str) -> tuple[Any, Path, str]:
        """Its value, the folder that relative paths start from, where it stands."""
        if key in said:
            return said[key], Path.cwd(), "the environment"
        return written.get(key), project_root, f"{CONFIGURATION} [saydo]"

    chosen, start, place = value("repositories")
    if repositories:
        chosen, start, place = list(repositories), Path.cwd(), "the command line"
    folder, data_start, data_place = value("data_dir")
    if data:
        folder, data_start = data, Path.cwd()
    folders, names = _repositories(chosen, start, place)
    strict, _, strict_place = value("strict")
    limit, _, limit_place = value("max_document_bytes")
    return Settings(
        repositories=folders,
        data=_path(
            str(project_root / "data") if folder in (None, "") else folder,
            data_start,
            data_place,
        ),
        is_strict=is_strict
        if is_strict is not None
        else _truth(strict, f"strict in {strict_place}"),
        max_document_bytes=_positive(
            Settings.__dataclass_fields__["max_document_bytes"].default
            if limit is None
            else limit,
            f"max_document_bytes in {limit_place}",
        ),
        documents=_table(written.get("documents", {}), "documents"),
        decisions=_decisions(*value("policies"), project_root),
        signal_rules=_file("signal_rules", *value("signal_rules")),
        on_github=OnGitHub(
            names=names,
            organisation=_login(value("organisation")[0]),
            include=_patterns(value("include")[0], "include") or ("*",),
            exclude=_patterns(value("exclude")[0], "exclude"),
            has_archived=_truth(value("archived")[0], "archived"),
            has_forks=_truth(value("forks")[0], "forks"),
        ),
    )


def _from_file(file: Path) -> dict[str, Any]:
    if not file.is_file():
        return {}
    try:
        section = tomllib.loads(file.read_text(encoding="utf-8")).get("saydo", {})
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{file}: {error}", "Mend the file, then try again.") from None
    if not isinstance(section, dict):
        raise UsageError(
            f"{file}: saydo is not a section: {section!r}",
            "Write [saydo], and each key on a line of its own below it.",
        )
    for key in section:
        if key not in KEYS:
            raise UsageError(
                f"{file}: [saydo] has a key that is not known: {key}",
                f"Known are {', '.join(KEYS)}.",
            )
    return dict(section)


def _from_environment(environ: Mapping[str, str]) -> dict[str, str]:
    said = {}
    for key in KEYS:
        if key == "documents":  # a table: only a file can hold it
            continue
        for name in (f"SAYDO_{key.upper()}", f"SAYDO__{key.upper()}"):
            if environ.get(name, "").strip():
                said[key] = environ[name]
    for name, key in (("SAYDO_DATA", "data_dir"), ("SAYDO_ORG", "organisation")):
        if environ.get(name, "").strip():
            said[key] = environ[name]
    return said


def _repositories(
    value: object, start: Path, place: str
) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """Tell folders from repositories on GitHub; a folder that is there wins."""
    if isinstance(value, list) and all(isinstance(name, str) for name in value):
        names = [part for name in value for part in _names(name, start)]
    elif isinstance(value, str):
        names = _names(value, start)
    elif value is None:
        names = []
    else:
        raise UsageError(
            f"repositories in {place} is not a list: {value!r}",
            'Write repositories = ["../service", "../infrastructure"].',
        )
    remote = [
        name for name in names if _ON_GITHUB.match(name) and not (start / name).exists()
    ]
    folders = [_folder(name, start) for name in names if name not in remote]
    return tuple(dict.fromkeys(folders)), tuple(dict.fromkeys(remote))


def _names(text: str, start: Path) -> list[str]:
    """Split several paths; a folder whose own name has a space stays whole."""
    if (start / Path(text).expanduser()).exists():
        return [text]
    try:
        return shlex.split(text)
    except ValueError as error:
        raise UsageError(
            f"cannot split the list of repositories {text!r}: {error}",
            "Separate paths by spaces; put quotes around a path that has spaces.",
        ) from None


def _folder(name: str, start: Path) -> Path:
    path = start / Path(name).expanduser()
    if path.is_dir():
        return path.resolve()
    if path.exists():
        raise UsageError(
            f"{name} is a file, not a folder", "Name the folder that holds it."
        )
    if "://" in name or name.startswith("git@"):
        raise UsageError(
            f"{name} is an address",
            "Name a repository on GitHub as owner/name, or the folder of a checkout.",
        )
    raise UsageError(
        f"no such folder: {path}",
        "Name a checkout, any folder with documents, or owner/name on GitHub.",
    )


def _login(value: object) -> str | None:
    if value is None or value == "":
        return None
    if isinstance(value, str) and re.fullmatch(r"[A-Za-z0-9-]+", value.strip()):
        return value.strip()
    raise UsageError(
        f"organisation is not the login of one: {value!r}", "Write ORG=name."
    )


def _patterns(value: object, key: str) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, str):
        return tuple(value.split())
    if are_texts(value):
        return tuple(value)
    raise UsageError(
        f"{key} is not a list of patterns: {value!r}", f'Write {key} = ["service-*"].'
    )


def _path(value: object, start: Path, place: str) -> Path:
    if not isinstance(value, str):
        raise UsageError(f"not a path in {place}: {value!r}", "Write it as a text.")
    return (start / Path(value).expanduser()).resolve()


def _decisions(value: object, start: Path, place: str, root: Path) -> Path | None:
    """The file that is named, else the one beside the configuration if it is there."""
    if value is None:
        beside = root / DECISIONS
        return beside if beside.is_file() else None
    return _file("policies", value, start, place)


def _file(key: str, value: object, start: Path, place: str) -> Path | None:
    if value is None:
        return None
    path = _path(value, start, place)
    if not path.is_file():
        raise UsageError(f"no such file: {path} ({key} in {place})", "Write it.")
    return path


def _table(value: object, key: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise UsageError(
            f"{key} in {CONFIGURATION} [saydo] is not a table: {value!r}",
            f"Write a section [saydo.{key}].",
        )
    return value


def _truth(value: object, place: str) -> bool:
    word = str(value if value is not None else "").strip().lower()
    if word in _TRUE or word in _FALSE:
        return word in _TRUE
    raise UsageError(f"{place} is neither true nor false: {value!r}", "Write true.")


def _positive(value: object, place: str) -> int:
    try:
        number = int(str(value))
    except ValueError:
        number = 0
    if number < 1:
        raise UsageError(
            f"{place} is not a number above zero: {value!r}", "Write bytes: 5000000."
        )
    return number
