"""Load the catalogue: policies as data, in `catalogue/*.yml`, checked as they come."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from expectations.entries import (
    Allowance,
    Denial,
    Entry,
    Expected,
    Guard,
    Necessary,
    Recognition,
    Spare,
    references,
)
from expectations.errors import CatalogueError
from expectations.lexicon import lists
from expectations.parameters import DERIVED, STATED
from pipelines.data_files import read_yaml

CATALOGUE = Path(__file__).with_name("catalogue")


@cache
def load_catalogue(folder: Path = CATALOGUE) -> tuple[Entry, ...]:
    """Every entry of the catalogue, by file and place.

    Raises:
        CatalogueError: A file or an entry is not well formed.
    """
    entries: list[Entry] = []
    for path in sorted(folder.glob("*.yml")):
        for raw in read_yaml(path):
            entries.append(_entry(path, raw))
    ids = [entry.id for entry in entries]
    if repeated := {name for name in ids if ids.count(name) > 1}:
        raise CatalogueError(
            f"{folder}: more than one entry is called {', '.join(sorted(repeated))}",
            "Give each entry an id of its own.",
        )
    _check_denied(entries)
    return tuple(entries)


def _check_denied(entries: list[Entry]) -> None:
    ids = {entry.id for entry in entries}
    for entry in entries:
        denied = entry.denies.policies if entry.denies else ()
        if unknown := sorted({*denied} - {*ids}):
            raise CatalogueError(
                f"{entry.id}: there is no policy {', '.join(unknown)} to deny",
                "Name another entry of the catalogue under `denies`.",
            )


def _entry(path: Path, raw: dict[str, Any]) -> Entry:
    where = f"{path.name}: {raw.get('id', 'an entry without id')}"
    try:
        recognise = raw["recognise"]
        several = recognise if isinstance(recognise, list) else [recognise]
        entry = Entry(
            **{
                **raw,
                "recognise": tuple(_recognition(one) for one in several),
                "expect": tuple(Expected(**one) for one in raw.get("expect", ())),
                "restrict_by": tuple(raw.get("restrict_by", ())),
                "discriminate_by": tuple(raw.get("discriminate_by", ())),
                "conflicts_on": tuple(raw.get("conflicts_on", ())),
                "about": tuple(raw.get("about", ())),
                "vocabulary": tuple(raw.get("vocabulary", ())),
                "not_yet": _guard(raw.get("not_yet")),
                "unknown_when": _guard(raw.get("unknown_when")),
                "kept_by_nobody": _guard(raw.get("kept_by_nobody")),
                "only_necessary": _necessary(raw.get("only_necessary")),
                "speaks_of": _expression(raw.get("speaks_of")),
                "allowed_by": _allowance(raw.get("allowed_by")),
                "spared_by": _spare(raw.get("spared_by")),
                "denies": _denial(raw.get("denies")),
            }
        )
    except (KeyError, TypeError, re.error) as error:
        raise CatalogueError(
            f"{where}: {error}", "Compare it with its neighbours in the catalogue."
        ) from error
    _check(where, entry)
    return entry


_EXPRESSIONS = (
    *("words", "not_words", "unclear", "said", "not_said"),
    *("negative_words", "not_labels"),
)


def _guard(raw: dict[str, str] | None) -> Guard | None:
    return Guard(**raw) if raw else None


def _necessary(raw: dict[str, Any] | None) -> Necessary | None:
    return Necessary(**raw) if raw else None


def _spare(raw: dict[str, str] | None) -> Spare | None:
    return Spare(**raw) if raw else None


def _denial(raw: dict[str, Any] | None) -> Denial | None:
    return Denial(**{**raw, "policies": tuple(raw["policies"])}) if raw else None


def _allowance(raw: dict[str, str] | None) -> Allowance | None:
    if raw is None:
        return None
    return Allowance(
        parameter=raw["parameter"],
        column=raw["column"],
        words=re.compile(raw["words"], re.IGNORECASE),
    )


def _expression(raw: str | None) -> re.Pattern[str] | None:
    return re.compile(raw, re.IGNORECASE) if raw else None


def _recognition(raw: dict[str, Any]) -> Recognition:
    shaped: dict[str, Any] = dict(raw)
    for name in ("demands", "topics"):
        shaped[name] = frozenset(raw.get(name, ()))
    for name in ("needs", "needs_any", "without"):
        shaped[name] = tuple(raw.get(name, ()))
    shaped["values"] = {k: tuple(v) for k, v in raw.get("values", {}).items()}
    excluded = _excluded(shaped.pop("excludes", ()))
    for name in _EXPRESSIONS:
        given = raw.get(name, [])
        several = [*given] if isinstance(given, list) else [given]
        several += excluded.get(name, [])
        if several:
            joined = "|".join(f"(?:{one})" for one in several)
            shaped[name] = re.compile(joined, re.IGNORECASE)
    return Recognition(**shaped)


def _excluded(names: Iterable[str]) -> dict[str, list[str]]:
    """The expressions of exclusions.yml by the field that takes them."""
    known = lists("exclusions")
    found: dict[str, list[str]] = {"not_words": [], "not_said": [], "unclear": []}
    for name in names:
        is_unclear, is_said = name in known["unclear"], name in known["said"]
        field = "unclear" if is_unclear else "not_said" if is_said else "not_words"
        found[field].append(known[name])
    return found


def _check(where: str, entry: Entry) -> None:
    problems = []
    if bool(entry.expect) == bool(entry.not_testable):
        problems.append("give either `expect` or `not_testable`")
    if entry.expect and not (entry.mart and entry.subject):
        problems.append("an expectation needs a `mart` and a `subject`")
    known = STATED | DERIVED | entry.defaults.keys()
    if unknown := sorted(references(entry) - known):
        problems.append(f"no clause states ${', $'.join(unknown)}")
    if not entry.examples.get("recognised") or not entry.examples.get("not_recognised"):
        problems.append("give sentences under examples.recognised and .not_recognised")
    if problems:
        raise CatalogueError(
            f"{where}: {'; '.join(problems)}", "Mend the entry in the catalogue."
        )
