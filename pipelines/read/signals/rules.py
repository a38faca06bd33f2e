"""Rules as data: read the folder `rules` (and a team's own file), check them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from pipelines.data_files import expressions, read_yaml
from pipelines.errors import InputError
from pipelines.read.signals.own_rules import check_classes, check_own
from pipelines.read.signals.patterns import Pattern, classes_in, expand, fill
from pipelines.read.signals.signal import KINDS

BUILT_IN = Path(__file__).with_name("rules")
WORDS = BUILT_IN / "words.yml"
LIKELY = "likely_words"  # stands for a rule where no rule found a signal
FLAGS = frozenset({"negated", "hypothetical", "ruled", "future", "asked", "general"})
CONTEXTS = frozenset(
    {
        "action_heading",
        "breaking_changes",
        "action_list",
        "done_list",
        "remaining_list",
        "incident_document",
        "meeting_notes",
        "changelog",
        "policy_document",
        "retro_document",
        "retro_record",
        "retro_section",
        "migration_document",
        "deprecation_document",
        "commit",
        "open_task",
        "done_task",
        "task",
        "opening",
        "scenario",
        "template_document",
        "struck",
        "written_up",
    }
)
_PLACES = frozenset({"heading", "paragraph", "item", "row", "html", "front_matter"})
_KEYS = frozenset(
    {
        "id",
        "kind",
        "any",
        "unless",
        "unless_near",
        "needs",
        "around",
        "not_around",
        "match",
        "unit",
        "column",
        "place",
        "context",
        "within",
        "not_context",
        "accepts",
        "reads",
        "examples",
    }
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to say a thing.

    Attributes:
        patterns: Any of them finds it in a sentence.
        unless: None of them may stand in the sentence.
        unless_near: None of them may stand within `NEAR` characters of what was found.
        needs: Each must stand in the sentence.
        around: One must stand in the sentence, its neighbours or its headings.
        not_around: None of them may stand there.
        is_verbatim: Match the words as written (with link targets), not the plain ones.
        is_whole: Match the whole block, not each of its sentences.
        columns: Match only what a row has below a header that one of them matches.
        places: Kinds of block it may stand in; empty = any.
        contexts: One of them must hold; empty = any.
        within: All of them must hold.  not_contexts: None of them may hold.
        accepts: Flags of scope that do not take this signal back, and `general`: nor
            do the words around it.
        reads: Parameter that it must yield: `severity`, `deprecation` or none.
    """

    id: str
    kind: str
    patterns: tuple[Pattern, ...]
    unless: tuple[Pattern, ...] = ()
    unless_near: tuple[Pattern, ...] = ()
    needs: tuple[Pattern, ...] = ()
    around: tuple[Pattern, ...] = ()
    not_around: tuple[Pattern, ...] = ()
    is_verbatim: bool = False
    is_whole: bool = False
    columns: tuple[Pattern, ...] = ()
    places: frozenset[str] = frozenset()
    contexts: frozenset[str] = frozenset()
    within: frozenset[str] = frozenset()
    not_contexts: frozenset[str] = frozenset()
    accepts: frozenset[str] = frozenset()
    reads: str = ""
    examples: tuple[tuple[dict[str, str], ...], tuple[dict[str, str], ...]] = ((), ())

    @property
    def all_patterns(self) -> tuple[Pattern, ...]:
        return (
            *(*self.patterns, *self.unless, *self.unless_near),
            *(*self.needs, *self.around, *self.not_around, *self.columns),
        )

    def compile(self) -> None:
        """Compile its patterns.

        Raises:
            InputError: One of them is no expression, or an unsafe one.
        """
        for pattern in self.all_patterns:
            pattern.compiled()


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Rules by kind, with the word stems that a sentence needs to be worth a look.

    `infers`: what its words make likely counts, where no rule finds it (likely.py).
    """

    version: int
    rules: tuple[Rule, ...]
    stems: dict[str, re.Pattern[str]]
    by_kind: dict[str, tuple[Rule, ...]]
    infers: bool = False

    @classmethod
    def of(
        cls, version: int, rules: tuple[Rule, ...], stems: dict[str, re.Pattern[str]]
    ) -> Rulebook:
        by_kind = {k: tuple(rule for rule in rules if rule.kind == k) for k in KINDS}
        return cls(version, rules, stems, by_kind)

    def alone(self, rule: Rule) -> Rulebook:
        """A book of one rule, to see what it does by itself."""
        return Rulebook.of(self.version, (rule,), self.stems)

    def of_kind(self, kind: str) -> tuple[Rule, ...]:
        return self.by_kind.get(kind, ())


@cache
def load_rules(extra: Path | None = None) -> Rulebook:
    """The built-in rules, with those of `extra` added, replaced by id or switched off.

    Raises:
        InputError: A file is not a list of well-formed rules, or a pattern is unsafe.
    """
    data = _read(WORDS)
    words: dict[str, str] = dict(data["words"])
    kinds = {kind: _read(BUILT_IN / f"{kind}.yml") for kind in KINDS}
    rows: dict[str, dict[str, Any]] = {
        row["id"]: {"kind": kind} | row
        for kind, file in kinds.items()
        for row in file["rules"]
    }
    if extra is not None:
        more = _read(extra)
        check_own(more, extra, {*rows, LIKELY})
        own = more.get("words") or {}
        words |= _of_a_team(own, words)
        if own:  # our stems do not know a team's own words
            kinds = {kind: file | {"stems": None} for kind, file in kinds.items()}
        for row in more.get("rules") or []:
            rows[row["id"]] = row
            if row.get("kind") in kinds:
                kinds[row["kind"]] = kinds[row["kind"]] | {"stems": None}
    infers = LIKELY not in rows  # a team can switch it off, as any rule
    words = expand(words)
    if extra is not None:
        for name in own:
            check_classes(classes_in(words[name]), f"{extra}: words: {name}")
    rules = tuple(
        _rule(row, words, kinds, extra or BUILT_IN / f"{row.get('kind')}.yml")
        for row in rows.values()
        if row.get("disabled") is not True
    )
    if extra is not None:
        rules = tuple(_trusted(rule, more.get("rules") or []) for rule in rules)
        for rule in rules:  # a team hears of a fault at once; a test looks at ours
            rule.compile()
            for pattern in rule.all_patterns:
                check_classes(pattern.unknown_classes, f"{extra}: rule {rule.id}")
    stems = {
        kind: re.compile(file.get("stems") or "", re.IGNORECASE)
        for kind, file in kinds.items()
    }
    return replace(Rulebook.of(int(data["version"]), rules, stems), infers=infers)


def _trusted(rule: Rule, own: list[dict[str, Any]]) -> Rule:
    """A team's rule counts whatever stands around it: it was tried on its texts."""
    if not any(row["id"] == rule.id for row in own):
        return rule
    return replace(rule, accepts=rule.accepts | {"general"})


def _of_a_team(more: dict[str, str], words: dict[str, str]) -> dict[str, str]:
    """A team's classes; `{ci}` in its `ci` stands for the class that ships along."""
    return {
        name: pattern.replace(f"{{{name}}}", words.get(name, ""))
        for name, pattern in more.items()
    }


def _read(path: Path) -> dict[str, Any]:
    try:
        data = read_yaml(path)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise InputError(f"{path}: {error}", "Give a readable YAML file.") from error
    if not isinstance(data, dict):
        raise InputError(f"{path}: not a mapping", "Put the rules under `rules:`.")
    return data


def _rule(
    row: dict[str, Any],
    words: dict[str, str],
    kinds: dict[str, dict[str, Any]],
    path: Path,
) -> Rule:
    where = f"{path}: rule {row['id']}"
    _check_row(row, where)
    common = kinds.get(row["kind"], {})

    def patterns(key: str, more: Iterable[str] = ()) -> tuple[Pattern, ...]:
        written = [*_lines(row.get(key)), *more]
        return tuple(Pattern(fill(pattern, words), where) for pattern in written)

    examples = row.get("examples") or {}
    return Rule(
        id=row["id"],
        kind=row["kind"],
        patterns=patterns("any"),
        unless=patterns("unless", _lines(common.get("unless"))),
        unless_near=patterns("unless_near"),
        needs=patterns("needs"),
        around=patterns("around"),
        not_around=patterns("not_around"),
        is_verbatim=row.get("match") == "quote",
        is_whole=row.get("unit") == "block",
        columns=patterns("column"),
        places=frozenset(row.get("place") or []),
        contexts=frozenset(row.get("context") or []),
        within=frozenset(row.get("within") or []),
        not_contexts=frozenset(row.get("not_context") or []),
        accepts=frozenset(row.get("accepts", common.get("accepts")) or []),
        reads=row.get("reads") or "",
        examples=(
            tuple(_examples(examples.get("positive"))),
            tuple(_examples(examples.get("negative"))),
        ),
    )


def _lines(patterns: str | list[str] | None) -> list[str]:
    """A block of text holds a pattern a line, see `expressions`."""
    if isinstance(patterns, str):
        return expressions(patterns)
    return patterns or []


def _check_row(row: dict[str, Any], where: str) -> None:
    remedy = "See the rules that ship with the project."
    if unknown := set(row) - _KEYS - {"disabled"}:
        raise InputError(f"{where}: unknown keys {sorted(map(str, unknown))}", remedy)
    if row.get("kind") not in KINDS:
        raise InputError(f"{where}: unknown kind {row.get('kind')!r}", remedy)
    if not row.get("any"):
        raise InputError(f"{where}: no pattern under `any`", remedy)
    for key, allowed in (
        ("accepts", FLAGS),
        ("context", CONTEXTS),
        ("within", CONTEXTS),
        ("not_context", CONTEXTS),
        ("place", _PLACES),
    ):
        if unknown := set(row.get(key) or []) - allowed:
            raise InputError(f"{where}: {key} {sorted(unknown)} is unknown", remedy)
    if row.get("reads") not in (None, "severity", "deprecation"):
        raise InputError(f"{where}: reads {row['reads']!r} is unknown", remedy)


def _examples(rows: list[Any] | None) -> Iterator[dict[str, str]]:
    for row in rows or []:
        yield {"text": row} if isinstance(row, str) else dict(row)
