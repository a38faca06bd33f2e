"""Canonical labels that a team chose: its word comes before what was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipelines.read.labels import LabelName, facet_of, severity_of


@dataclass(frozen=True, slots=True)
class LabelChoice:
    """One entry of `labels`: the label to use, and those that stand for it."""

    canonical: str
    variants: tuple[str, ...]
    path: str
    line: int
    quote: str


def decide_labels(
    names: Sequence[LabelName], choices: Sequence[LabelChoice]
) -> list[LabelName]:
    """The names with the choices applied, sorted by name; the last choice wins.

    What stood for one of the variants, stands for the chosen label, too. A chosen
    label that nobody used or wrote down before is there from now on.
    """
    found = {one.name: one for one in names}
    for choice in choices:
        group = {choice.canonical, *choice.variants}
        former = {found[name].canonical_name for name in group if name in found}
        chosen = found.get(choice.canonical) or _new(choice, found)
        found[choice.canonical] = _as(chosen, choice)
        for one in list(found.values()):
            is_meant = one.name in group or one.canonical_name in former & group
            if is_meant and one.name != choice.canonical:
                found[one.name] = replace(
                    _as(one, choice),
                    is_canonical=False,
                    facet=chosen.facet,
                    severity=chosen.severity,
                )
    return [found[name] for name in sorted(found)]


def _as(name: LabelName, choice: LabelChoice) -> LabelName:
    return replace(
        name,
        canonical_name=choice.canonical,
        is_canonical=True,
        reason="decided",
        reason_path=choice.path,
        reason_line=choice.line,
        reason_quote=choice.quote,
    )


def _new(choice: LabelChoice, found: dict[str, LabelName]) -> LabelName:
    like = next((found[name] for name in choice.variants if name in found), None)
    return LabelName(
        name=choice.canonical,
        canonical_name=choice.canonical,
        is_canonical=True,
        is_documented=False,
        is_deprecated=False,
        facet=like.facet if like else facet_of(choice.canonical),
        severity=like.severity if like else severity_of(choice.canonical),
        reason="decided",
        reason_path=choice.path,
        reason_line=choice.line,
        reason_quote=choice.quote,
    )
