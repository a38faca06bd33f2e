"""Which wording of before a wording of after continues."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.read.clauses.lexicon import section

# Above this many pairs, only wordings that share a rare word are compared.
_MAX_PAIRS = 40_000


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a clause, marks and case apart, and the hash of what it says."""

    text: str
    parameters_id: str


def pair(before: Sequence[Wording], after: Sequence[Wording]) -> dict[int, int]:
    """Index in `after` to the index in `before` that it continues; one to one.

    The same words and parameters first, then the same words, then by similarity (see
    `lineage` in rules.yml), the most similar first.
    """
    found: dict[int, int] = {}
    free = set(range(len(before)))
    for key in (lambda w: w, lambda w: w.text):
        _pair_equal(before, after, key, free, found)
    _pair_similar(before, after, free, found)
    return found


def _pair_equal(before, after, key, free, found) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    where: dict[object, list[int]] = defaultdict(list)
    for index in sorted(free, reverse=True):
        where[key(before[index])].append(index)
    for index, wording in enumerate(after):
        if index not in found and where[key(wording)]:
            found[index] = where[key(wording)].pop()
            free.discard(found[index])


def _pair_similar(
    before: Sequence[Wording],
    after: Sequence[Wording],
    free: set[int],
    found: dict[int, int],
) -> None:
    limits = section("rules", "lineage")
    open_after = [i for i in range(len(after)) if i not in found]
    if not free or not open_after:
        return
    tokens = {i: frozenset(before[i].text.split()) for i in free}
    scored = []
    for index in open_after:
        own = frozenset(after[index].text.split())
        for other in _candidates(own, tokens, len(open_after)):
            same = before[other].parameters_id == after[index].parameters_id
            score = similarity(own, tokens[other])
            limit = "same_parameters" if same else "other_parameters"
            if score >= limits[limit]:
                scored.append((-same, -score, index, other))
    for _, _, index, other in sorted(scored):
        if index not in found and other in free:
            found[index] = other
            free.discard(other)


def _candidates(
    own: frozenset[str], tokens: dict[int, frozenset[str]], others: int
) -> list[int]:
    """What may be similar; all of it, unless that would be too many pairs."""
    if len(tokens) * others <= _MAX_PAIRS:
        return sorted(tokens)
    size = len(own)
    near = [i for i, t in tokens.items() if size * 0.6 <= len(t) <= size * 1.7]
    return sorted(near)[: _MAX_PAIRS // max(others, 1)]


def similarity(one: frozenset[str], two: frozenset[str]) -> float:
    """Share of words in common (Dice): 1 for the same words in any order."""
    total = len(one) + len(two)
    return 2 * len(one & two) / total if total else 0.0
