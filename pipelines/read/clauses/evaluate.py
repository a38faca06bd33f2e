"""Measure the clause reader: `python -m pipelines.read.clauses.evaluate FILE...`.

Each line of FILE is a document with the rules that a person finds in it:
`{"path", "text", "rules": [{"quote", "modal"?, "topic"?, "is_undecided"?,
"parameters"}], "allowed"?: [...]}`. `allowed` are beginnings of sentences that count
neither way. Parameters are exact when all keys that were given have the given value
and no other key is bound, those in `_OPEN` apart.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from pipelines.read.clauses.find import find_clauses
from pipelines.read.clauses.records import Clause
from pipelines.read.clauses.sentences import fold
from pipelines.read.measuring import case_files

# Compared only where the case gives them.
_OPEN = frozenset(
    (
        *("demands", "conditions", "exceptions", "areas", "item_kinds", "label_mode"),
        *("severities_as_written", "is_example", "environments", "paths", "actors"),
        *("lifts", "allowed_nearby"),
    )
)


@dataclass(slots=True)
class Measure:
    """Counts over the documents, and every miss in words."""

    rules: int = 0
    found: int = 0
    exact: int = 0
    clauses: int = 0
    false: int = 0
    misses: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Share of the rules that were found."""
        return self.found / self.rules if self.rules else 1.0

    @property
    def false_rate(self) -> float:
        """Share of the clauses that are no rules."""
        return self.false / self.clauses if self.clauses else 0.0

    @property
    def exactness(self) -> float:
        """Share of the found rules whose parameters are exactly right."""
        return self.exact / self.found if self.found else 1.0


def measure(documents: Iterable[dict[str, Any]]) -> Measure:
    """Read each document and compare with what the case says."""
    result = Measure()
    for document in documents:
        path = document["path"]
        clauses = find_clauses(document["text"], path=path, kind="")
        name = document.get("id", path)
        free = list(clauses)
        for rule in document["rules"]:
            _compare(result, rule, free, name)
        wrong = [c for c in free if not _is_allowed(c, document)]
        result.clauses += len(clauses) - (len(free) - len(wrong))
        result.false += len(wrong)
        result.misses += [f"{name}: no rule: {c.quote}" for c in wrong]
    return result


def _compare(
    result: Measure, rule: dict[str, Any], free: list[Clause], name: str
) -> None:
    result.rules += 1
    match = next((c for c in free if is_same(rule["quote"], c.quote)), None)
    if match is None:
        result.misses.append(f"{name}: not found: {rule['quote']}")
        return
    free.remove(match)
    result.found += 1
    differences = list(_differences(rule, match))
    result.exact += not differences
    result.misses += [f"{name}: {match.quote[:60]}: {d}" for d in differences]


def is_labelled(clause: Clause, document: dict[str, Any]) -> bool:
    """Whether the document's labels know the sentence: a rule, or one left open."""
    rules = document["rules"]
    return _is_allowed(clause, document) or any(
        is_same(rule["quote"], clause.quote) for rule in rules
    )


def _is_allowed(clause: Clause, document: dict[str, Any]) -> bool:
    return any(fold(start) in clause.quote for start in document.get("allowed", ()))


def is_same(expected: str, quote: str) -> bool:
    return " ".join(fold(expected).split()) in " ".join(quote.replace(" ", " ").split())


def _differences(rule: dict[str, Any], clause: Clause) -> Iterator[str]:
    for key in ("modal", "topic", "is_undecided"):
        if key in rule and rule[key] != getattr(clause, key):
            yield f"{key} is {getattr(clause, key)}, not {rule[key]}"
    expected, bound = rule["parameters"], clause.parameters
    for key in sorted(set(expected) | (set(bound) - _OPEN)):
        if not _is_equal(expected.get(key), bound.get(key)):
            yield f"{key} is {bound.get(key)}, not {expected.get(key)}"


def _is_equal(expected: object, bound: object) -> bool:
    """Equal; of a mapping, only the keys that were given count."""
    if isinstance(expected, dict) and isinstance(bound, dict):
        return all(_is_equal(v, bound.get(k)) for k, v in expected.items())
    if isinstance(expected, list) and isinstance(bound, list):
        pairs = zip(expected, bound, strict=False)
        return len(expected) == len(bound) and all(_is_equal(a, b) for a, b in pairs)
    return expected == bound


def read_cases(path: Path) -> list[dict[str, Any]]:
    """The labelled documents of a JSON lines file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def total(measures: Iterable[Measure]) -> Measure:
    """The counts of several files together."""
    result = Measure()
    for one in measures:
        result.rules += one.rules
        result.found += one.found
        result.exact += one.exact
        result.clauses += one.clauses
        result.false += one.false
    return result


def _print(name: str, result: Measure) -> None:
    click.echo(
        f"{name}: recall {result.recall:.3f} ({result.found} of {result.rules} rules), "
        f"exact {result.exactness:.3f} ({result.exact} of {result.found}), "
        f"false {result.false_rate:.3f} ({result.false} of {result.clauses} clauses)"
    )


@click.command()
@case_files
def main(files: tuple[Path, ...]) -> None:
    """Print every miss, then recall, exactness and share of wrong clauses of FILES."""
    measured = {file: measure(read_cases(file)) for file in files}
    for result in measured.values():
        for miss in result.misses:
            click.echo(miss)
    for file, result in measured.items():
        _print(file.name, result)
    if len(measured) > 1:
        _print("total", total(measured.values()))


if __name__ == "__main__":
    main()
