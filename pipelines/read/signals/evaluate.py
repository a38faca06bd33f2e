"""`python -m pipelines.read.signals.evaluate FILE...`: how right the rules are.

Each FILE holds JSON lines of `text` and `signals` (the kinds that hold in it), where
known `heading`, `source` and `values` (`deprecation_days`, `severity`), and `hard_for`:
the kinds that it only looks like.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipelines.errors import InputError
from pipelines.read.measuring import print_measure
from pipelines.read.signals.find import find_signals
from pipelines.read.signals.rules import load_rules
from pipelines.read.signals.signal import KINDS


@dataclass(slots=True)
class Score:
    """Counts of one kind or rule over texts."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        found = self.right + self.wrong
        return self.right / found if found else 0.0

    @property
    def recall(self) -> float:
        wanted = self.right + self.missed
        return self.right / wanted if wanted else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(slots=True)
class Evaluation:
    """Scores by kind and by rule, values right and asked, and each mistake in words."""

    kinds: dict[str, Score] = field(
        default_factory=lambda: {kind: Score() for kind in KINDS}
    )
    rules: dict[str, Score] = field(default_factory=dict)
    values: Counter[str] = field(default_factory=Counter)
    mistakes: list[str] = field(default_factory=list)

    @property
    def macro_f1(self) -> float:
        return sum(score.f1 for score in self.kinds.values()) / len(self.kinds)

    @property
    def macro_precision(self) -> float:
        return sum(score.precision for score in self.kinds.values()) / len(self.kinds)


def evaluate(records: Iterable[dict[str, Any]]) -> Evaluation:
    """Compare what the rules find in each text with what it is labelled with.

    What its words make likely is left out: they have learnt it from such texts.
    """
    result = Evaluation(rules={rule.id: Score() for rule in load_rules().rules})
    for record in records:
        _judge(record, result)
    return result


def _judge(record: dict[str, Any], result: Evaluation) -> None:
    text, wanted = record["text"], set(record["signals"])
    found = [
        signal
        for signal in find_signals(
            text, heading=record.get("heading"), source=record.get("source")
        )
        if signal.holds and not signal.is_inferred
    ]
    kinds = {signal.kind for signal in found}
    for kind in KINDS:
        score = result.kinds[kind]
        score.right += kind in kinds and kind in wanted
        score.wrong += kind in kinds and kind not in wanted
        score.missed += kind not in kinds and kind in wanted
        if (kind in kinds) != (kind in wanted):
            word = "not so" if kind in kinds else "missed"
            rules = sorted({s.rule_id for s in found if s.kind == kind})
            result.mistakes.append(f"{word} {kind} {','.join(rules)}: {text!r}")
    for rule_id, kind in {(signal.rule_id, signal.kind) for signal in found}:
        result.rules[rule_id].right += kind in wanted
        result.rules[rule_id].wrong += kind not in wanted
    for name, value in (record.get("values") or {}).items():
        values = [s.parameters[name] for s in found if name in s.parameters]
        if values:
            result.values[f"{name} found"] += 1
            result.values[f"{name} right"] += value in values
            if value not in values:
                result.mistakes.append(f"{name} {values} for {value}: {text!r}")


def read_labelled(path: Path) -> list[dict[str, Any]]:
    """Labelled texts of a file of JSON lines.

    Raises:
        InputError: A line is not JSON, lacks a text, or names an unknown kind.
    """
    records = []
    lines = path.read_text(encoding="utf-8").split("\n")
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            unknown = {*record["signals"], *record.get("hard_for", [])} - set(KINDS)
            records.append(record | {"text": str(record["text"])})
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(f"{path}:{number}: {error!r}", "Mend the line.") from error
        if unknown:
            raise InputError(
                f"{path}:{number}: unknown kinds {sorted(unknown)}", "Mend the line."
            )
    return records


def report(result: Evaluation) -> str:
    """The scores as a table in plain text."""
    lines = [f"{'kind':<42}{'precision':>10}{'recall':>8}{'f1':>6}{'texts':>7}"]
    for kind, score in result.kinds.items():
        lines.append(
            f"{kind:<42}{score.precision:>10.2f}{score.recall:>8.2f}{score.f1:>6.2f}"
            f"{score.right + score.missed:>7}"
        )
    lines.append(
        f"{'macro':<42}{result.macro_precision:>10.2f}{'':>8}{result.macro_f1:>6.2f}"
    )
    lines += ["", f"{'rule':<42}{'precision':>10}{'right':>8}{'wrong':>6}"]
    for rule_id, score in result.rules.items():
        shown = f"{score.precision:.2f}" if score.right + score.wrong else "-"
        lines.append(f"{rule_id:<42}{shown:>10}{score.right:>8}{score.wrong:>6}")
    lines += ["", *(f"{name}: {n}" for name, n in sorted(result.values.items()))]
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Print the scores of the labelled texts of each FILE, all taken together."""

    def measure(files: list[Path]) -> tuple[str, list[str]]:
        result = evaluate(record for file in files for record in read_labelled(file))
        return report(result), result.mistakes

    return print_measure(
        arguments,
        usage="pipelines.read.signals.evaluate FILE...",
        is_source=Path.is_file,
        measure=measure,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
