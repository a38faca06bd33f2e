"""Measure which label stands for which: precision and recall on labelled schemes.

A line of the file is a scheme of labels: `documented` names, `used` (a name and the
label that it stands for), and `apart`, names that stand for no other. In place of
`documented` it may have `files` (path to text) and `descriptions` (label to the words
beside it), which declare what the labels were called before.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from pipelines.read.labels.documented import DocumentedLabel
from pipelines.read.labels.facets import facet_of
from pipelines.read.labels.naming import name_labels
from pipelines.read.labels.reading import read_documented_labels


@dataclass(frozen=True, slots=True)
class Measure:
    """Aliases found against those that hold.

    Attributes:
        right: Found and true.
        wrong: Found, but the name stands for another label or for none.
        total: All that are true.
        mistakes: A line each, to read.
    """

    right: int
    wrong: int
    total: int
    mistakes: tuple[str, ...]

    @property
    def precision(self) -> float:
        found = self.right + self.wrong
        return self.right / found if found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.total if self.total else 1.0


def measure(schemes: Iterable[dict[str, Any]], *, is_declared: bool = True) -> Measure:
    """Compare which label stands for which with what is true.

    Without the declarations (`is_declared`) only names are known: those that documents
    have now, and those in use.
    """
    right = wrong = total = 0
    mistakes: list[str] = []
    for scheme in schemes:
        for name, expected, found in _compare(scheme, is_declared):
            total += expected != name
            right += found == expected != name
            wrong += found not in (expected, name)
            if found != expected:
                mistakes.append(f"{scheme['scheme']}: {name}: {found}, not {expected}")
    return Measure(right, wrong, total, tuple(mistakes))


def _compare(
    scheme: dict[str, Any], is_declared: bool
) -> Iterator[tuple[str, str, str]]:
    """(name, what it stands for, what was found), for each name in use."""
    expected = dict(scheme["used"]) | {name: name for name in scheme["apart"]}
    current = scheme.get("documented") or _current(scheme)
    expected |= {name: name for name in current}
    files, descriptions = scheme.get("files", {}), scheme.get("descriptions", {})
    if is_declared and (files or descriptions):
        documented = [
            label
            for path, text in files.items()
            for label in read_documented_labels(text, path=path, kind="labels")
        ]
    else:
        documented, descriptions = [_documented(name) for name in current], {}
    used = dict.fromkeys(expected, 2)
    for row in name_labels(used, documented, descriptions=descriptions):
        if row.name in expected:
            yield row.name, expected[row.name], row.canonical_name


def _current(scheme: dict[str, Any]) -> list[str]:
    """The labels to use, as the files have them."""
    said = " ".join(scheme.get("files", {}).values())
    apart = [name for name in scheme["apart"] if name in said]
    return sorted({*scheme["used"].values(), *apart})


def _documented(name: str) -> DocumentedLabel:
    return DocumentedLabel(
        name=name,
        facet=facet_of(name),
        standing="preferred",
        alias_of=None,
        description="",
        line=1,
        quote=name,
    )


@click.command()
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
def main(files: tuple[Path, ...]) -> None:
    """Print precision and recall of the aliases in FILES."""
    texts = [file.read_text(encoding="utf-8") for file in files]
    lines = [line for text in texts for line in text.splitlines()]
    schemes = [json.loads(line) for line in lines if line.strip()]
    declaring = [scheme for scheme in schemes if "documented" not in scheme]
    found = measure(schemes)
    for mistake in found.mistakes:
        click.echo(mistake)
    _print(found)
    click.echo("without what the documents declare of former names:")
    _print(measure(declaring, is_declared=False))


def _print(found: Measure) -> None:
    click.echo(f"precision {found.precision:.3f} ({found.wrong} wrong)")
    click.echo(f"recall {found.recall:.3f} ({found.right} of {found.total} aliases)")


if __name__ == "__main__":
    main()
