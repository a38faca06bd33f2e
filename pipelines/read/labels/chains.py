"""Arrows that lead on from one another: they tell which state follows which."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipelines.read.labels.aliases import ARROW
from pipelines.read.labels.neighbours import Told
from pipelines.read.labels.relations import speaks_of_renames

_STEP = re.compile(
    rf"`(?P<old>[^`\n]{{1,60}})`\s?{ARROW}\s?(?=`(?P<new>[^`\n]{{1,60}})`)"
)
_CODE = re.compile(r"`[^`\n]{0,60}`")


def without_states(told: Iterable[Told]) -> Iterator[Told]:
    """What is told, but that `new` is no former name of `doing`, and so on to `done`.

    Where the place speaks of renames, they came one after the other.
    """
    everything = list(told)
    chained = _chained(everything)
    for one in everything:
        if chained and _leads_on(one):
            one.labels = [
                replace(label, alias_of=None, standing="plain")
                if {label.name, label.alias_of} & chained
                else label
                for label in one.labels
            ]
        yield one


def _chained(told: list[Told]) -> set[str]:
    """Names that an arrow leads to, and another arrow from."""
    steps = [
        (step["old"], step["new"])
        for one in told
        if _leads_on(one)
        for step in _STEP.finditer(one.block.text)
    ]
    return {old for old, _ in steps} & {new for _, new in steps}


def _leads_on(one: Told) -> bool:
    block = one.block
    place = " ".join([*block.headings, block.lead_in, _CODE.sub("", block.text)])
    return bool(_STEP.search(block.text)) and not speaks_of_renames(place)
