"""Labels that stand for others by their spelling or by a listed synonym."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable

from pipelines.read.labels.documented import DocumentedLabel
from pipelines.read.labels.kinship import Kinship
from pipelines.read.labels.known import Known
from pipelines.read.labels.likeness import (
    is_bare_form,
    is_bare_synonym,
    is_near_synonym,
    is_same_spelling,
    is_synonym,
    is_whole_synonym,
)
from pipelines.read.labels.lineage import Lineage, Reason
from pipelines.read.labels.parts import parts_of, whole_of
from pipelines.read.labels.spelling import Spelling, spelling
from pipelines.read.labels.statements import verdict
from pipelines.read.labels.synonyms import meaning_of, nearly

_Test = tuple[Reason, str, Callable[[str, str], bool]]


def infer(known: Known, lineage: Lineage) -> None:
    """Join what is one by its looks; what a document has decided stays."""
    inference = _Inference(known, lineage)
    for name in known.names:
        inference.join(name)
    inference.join_kin()
    for name in known.names:
        inference.join_twins(name)


class _Inference:
    def __init__(self, known: Known, lineage: Lineage) -> None:
        self._known = known
        self._lineage = lineage
        self._scopes = _named_scopes(known.names)
        self._index = _index(known.names)
        in_force = [name for name in known.names if known.is_in_force(name)]
        self._is_documented = bool(in_force)
        self._prefixes = Counter(
            prefix for name in in_force for prefix in _plain_prefix(name)
        )
        self._tails: dict[str, set[str]] = defaultdict(set)
        for name in in_force:
            for part in parts_of(name):
                if not part.is_spoken:
                    self._tails[part.tail].add(name)
        self._swaps = {(s.removed, s.added): s.count for s in known.swaps}

    def join(self, name: str) -> None:
        """Join a label that nothing prescribes to the one that it looks like."""
        own = spelling(name)
        is_settled = self._lineage.parent(name) or self._known.is_in_force(name)
        if is_settled or not own.value:
            return
        for reason, key, is_same in _tests(own):
            near = [other for other in self._near(key, name) if is_same(name, other)]
            if reason == "synonym":
                near = [o for o in near if self._may_mean(name, o)]
            if target := self._choose(name, near):
                self._lineage.join(name, target, reason)
                return
        if not self._join_in_scope(name, own):
            self._join_nearly(name, own)

    def _may_mean(self, name: str, other: str) -> bool:
        """No description says otherwise, nor a prefix that the documents give a sense.

        `E-easy` beside `E-medium` and `E-hard` is a level, whatever `easy` means alone.
        """
        if self._known.are_told_apart(name, other):
            return False
        if self._tails[whole_of(name)] - {other}:
            return False  # `easy` is rather `difficulty/1: easy`
        own = _plain_prefix(name)
        is_known = any(self._prefixes[prefix] > 1 for prefix in own)
        return not is_known or bool(own & _plain_prefix(other))

    def _join_nearly(self, name: str, own: Spelling) -> None:
        """`question` where the documents have `support` alone, and say nothing else."""
        if self._known.descriptions.get(name):
            return
        near = [
            other
            for key in sorted(nearly(own.value))
            for other in self._near(key, name)
            if self._known.is_in_force(other) and is_near_synonym(name, other)
        ]
        if len(near := list(dict.fromkeys(near))) == 1:
            self._lineage.join(name, near[0], "synonym")

    def _join_in_scope(self, name: str, own: Spelling) -> bool:
        """`os-mac` where the repository writes `os::macos`: a synonym in its scope."""
        scope, _, value = own.value.partition(" ")
        if scope not in self._scopes or not value:
            return False
        near = self._near(meaning_of(value), name)
        near = [other for other in near if spelling(other).scope == scope]
        target = self._choose(name, near)
        if target:
            self._lineage.join(name, target, "synonym")
        return bool(target)

    def join_kin(self) -> None:
        """Join names of an older scheme to their counterparts in the documents."""
        known, lineage = self._known, self._lineage
        in_force = [n for n in known.names if known.is_in_force(n)]
        single = [n for n in in_force if lineage.parent(n) is None]
        others = [
            name
            for name in known.names
            if lineage.parent(name) is None and not known.is_in_force(name)
        ]
        kinship = Kinship(single, others)
        for name in others:
            kin = kinship.find(name)
            if kin and not known.are_told_apart(name, kin[0]):
                lineage.join(name, *kin)

    def join_twins(self, name: str) -> None:
        """Two mere mentions of the same words are one label: the one in use more."""
        rulings = self._known.rulings
        ruling, whole = rulings.get(name), spelling(name).whole
        if self._lineage.parent(name) or ruling is None or verdict(ruling) or not whole:
            return
        twins = [
            other
            for other in self._near(whole)
            if self._lineage.parent(other) is None
            and other in rulings
            and spelling(other).whole == whole
            and not (ruling.description and self._is_other_entry(ruling, other))
        ]

        def rank(twin: str) -> tuple[bool, int, int, str]:
            first = rulings[twin]
            use = self._known.used.get(twin, 0)
            return (first.standing != "preferred", -use, first.line, twin)

        if (best := min(twins, key=rank, default=name)) != name:
            self._lineage.join(name, best, "spelling")

    def _is_other_entry(self, one: DocumentedLabel, other: str) -> bool:
        """Both are described, each in a place of its own: two entries of a list."""
        two = self._known.rulings[other]
        is_same_place = (one.path, one.line) == (two.path, two.line)
        return bool(two.description) and not is_same_place and one.name != other

    def _near(self, key: str, but: str | None = None) -> list[str]:
        return [n for n in dict.fromkeys(self._index.get(key, ())) if n != but]

    def _choose(self, name: str, near: list[str]) -> str | None:
        """The one label that `name` can stand for; None if there are several."""
        roots = list(dict.fromkeys(self._lineage.root(other) for other in near))
        in_force = [root for root in roots if self._known.is_in_force(root)]
        if len(in_force) > 1:
            in_force = self._by_swaps(name, in_force)
        if in_force:
            return in_force[0] if len(in_force) == 1 else None
        scopes = {spelling(r).key[0] for r in roots if spelling(r).key[0]}
        if len(scopes) > 1 and not spelling(name).key[0]:
            return None
        used = self._known.used

        def rank(one: str) -> tuple[int, bool, int, str]:
            """Where nothing is documented, what has a scope is the newer."""
            is_newer = not self._is_documented and bool(spelling(one).scope)
            return used.get(one, 0), is_newer, -len(one), one

        best = max((*roots, name), key=rank)
        return None if best == name else best

    def _by_swaps(self, name: str, candidates: list[str]) -> list[str]:
        counts = {c: self._swaps.get((name, c), 0) for c in candidates}
        most = max(counts.values())
        return [c for c in candidates if most and counts[c] == most] or candidates


def _plain_prefix(name: str) -> set[str]:
    """Before a separator, or a letter; the first of two words may be no prefix."""
    first = parts_of(name)[:1]
    return {p.prefix for p in first if not p.is_spoken or len(p.prefix) == 1}


def _tests(own: Spelling) -> tuple[_Test, ...]:
    """Kinds of likeness, the surest first, each with the key to look under."""
    meaning = meaning_of(own.value)
    return (
        ("spelling", own.whole, is_same_spelling),
        ("spelling", own.compact, is_same_spelling),
        ("synonym", meaning, is_synonym),
        ("synonym", meaning_of(f"{own.scope} {own.value}"), is_whole_synonym),
        ("spelling", own.compact, is_bare_form),
        ("synonym", meaning, is_bare_synonym),
    )


def _index(names: list[str]) -> dict[str, list[str]]:
    """Names by value, by meaning of the value, by all words, by last segment."""
    index: dict[str, list[str]] = defaultdict(list)
    for name in names:
        taken = spelling(name)
        if taken.value:
            last = spelling(name.rpartition("/")[2]).compact
            whole = meaning_of(f"{taken.scope} {taken.value}")
            meanings = {meaning_of(taken.value), whole}
            for key in {taken.compact, taken.whole, last, *meanings}:
                index[key].append(name)
    return index


def _named_scopes(names: list[str]) -> set[str]:
    """Words that the repository sets before a separator, in two labels or more."""
    scopes = Counter(
        taken.scope
        for name in names
        if (taken := spelling(name)).scope and re.search(r"[:/=]", name)
    )
    return {scope for scope, count in scopes.items() if count > 1}
