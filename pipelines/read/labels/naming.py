"""Which label each name of a repository stands for, and why.

In this order: the documents' own words, a rename that maintainers made, the spelling,
the synonyms. Two labels that the documents both name are one only by their words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pipelines.read.labels.documented import DocumentedLabel
from pipelines.read.labels.facets import facet_of, severity_of
from pipelines.read.labels.likeness import is_bare_form, is_same_spelling, is_synonym
from pipelines.read.labels.spelling import spelling
from pipelines.read.labels.statements import by_name, oldest_first, verdict
from pipelines.read.labels.synonyms import meaning_of

Reason = Literal[
    "itself", "documented_alias", "declared_rename", "spelling", "synonym", "decided"
]


@dataclass(frozen=True, slots=True)
class LabelName:
    """A label of a repository and the one that it stands for.

    Attributes:
        severity: 1 (worst) to 5 for a label that stands for a severity, else None.
        reason: Why it stands for `canonical_name`.
        reason_path, reason_line, reason_quote: The document's words, where they decide
            (for a canonical label: those that prescribe or name it).
    """

    name: str
    canonical_name: str
    is_canonical: bool
    is_documented: bool
    is_deprecated: bool
    facet: str
    severity: int | None
    reason: Reason
    reason_path: str | None
    reason_line: int | None
    reason_quote: str | None


def name_labels(
    used: Mapping[str, int],
    documented: Sequence[DocumentedLabel],
    *,
    descriptions: Mapping[str, str] | None = None,
    renames: Sequence[tuple[str, str]] = (),
    swaps: Sequence[tuple[str, str]] = (),
) -> list[LabelName]:
    """One row for every label used or documented, sorted by name.

    Args:
        used: Label to number of items that carry or carried it.
        documented: Everything that the documents of the repository say of labels.
        descriptions: What GitHub shows beside the label.
        renames: (old, new) that maintainers declared elsewhere, oldest first.
        swaps: (removed, added) in one go, once per time that it happened; they only
            decide between several labels that the spelling allows.
    """
    return _Naming(used, documented, descriptions or {}, renames, swaps).rows()


class _Naming:
    def __init__(
        self,
        used: Mapping[str, int],
        documented: Sequence[DocumentedLabel],
        descriptions: Mapping[str, str],
        renames: Sequence[tuple[str, str]],
        swaps: Sequence[tuple[str, str]],
    ) -> None:
        self._used = used
        self._descriptions = descriptions
        self._renames = dict(renames)
        self._swaps = swaps
        self._statements = by_name(documented)
        self._families = [label for label in documented if "*" in label.name]
        self._names = self._all_names(documented)
        self._known = set(self._names)
        self._ruling = {
            name: self._rule(statements)
            for name, statements in self._statements.items()
        }
        self._parents: dict[str, tuple[str, Reason, DocumentedLabel | None]] = {}
        self._declare()
        self._index = self._index_by_value()
        for name in self._names:
            self._infer(name)
        for name in self._names:
            self._join_twins(name)

    def rows(self) -> list[LabelName]:
        return [self._row(name) for name in self._names]

    def _all_names(self, documented: Sequence[DocumentedLabel]) -> list[str]:
        spoken = {label.name for label in documented if "*" not in label.name}
        spoken |= {
            label.alias_of
            for label in documented
            if label.alias_of and "*" not in label.alias_of
        }
        return sorted({*self._used, *spoken})

    @staticmethod
    def _rule(statements: list[DocumentedLabel]) -> DocumentedLabel:
        """The newest statement that decides something, else the first mention."""
        deciding = [s for s in oldest_first(statements) if verdict(s)]
        return deciding[-1] if deciding else statements[0]

    # -- declared -----------------------------------------------------------------

    def _declare(self) -> None:
        for old, new in self._renames.items():
            self._join(old, new, "declared_rename", None)
        for name, statements in self._statements.items():
            ruling = self._ruling[name]
            weak = [s for s in oldest_first(statements) if s.alias_of]
            if ruling.standing == "preferred":
                self._parents.pop(name, None)
                self._turn_round(weak, ruling)
            elif weak:
                last = ruling if ruling.alias_of else weak[-1]
                target = self._member(last.name, last.alias_of or "")
                if target:
                    self._join(last.name, target, "documented_alias", last)

    def _turn_round(self, weak: list[DocumentedLabel], ruling: DocumentedLabel) -> None:
        """A prescribed label is not a variant of one that nothing prescribes."""
        for statement in weak:
            other = self._ruling.get(statement.alias_of or "")
            if statement.standing == "plain" and (other is None or not verdict(other)):
                self._join(
                    statement.alias_of or "", ruling.name, "documented_alias", statement
                )

    def _member(self, name: str, alias_of: str) -> str | None:
        """The label meant by `alias_of`: itself, or the member of a family `area:*`."""
        if "*" not in alias_of:
            return alias_of
        value = spelling(name).compact
        scope = spelling(alias_of.replace("*", "x"))
        matching = [
            other
            for other in self._names
            if (taken := spelling(other)).compact == value
            and (taken.facet or taken.scope) == (scope.facet or scope.scope)
        ]
        return matching[0] if len(matching) == 1 else None

    def _join(
        self, old: str, new: str, reason: Reason, statement: DocumentedLabel | None
    ) -> None:
        if {old, new} <= self._known and old != new and self._root(new) != old:
            self._parents[old] = (new, reason, statement)

    def _root(self, name: str) -> str:
        seen = {name}
        while name in self._parents and self._parents[name][0] not in seen:
            name = self._parents[name][0]
            seen.add(name)
        return name

    # -- inferred -----------------------------------------------------------------

    def _index_by_value(self) -> dict[str, list[str]]:
        """Names by value, by meaning of the value, by all words, by last segment."""
        index: dict[str, list[str]] = defaultdict(list)
        for name in self._names:
            taken = spelling(name)
            if taken.value:
                last = spelling(name.rpartition("/")[2]).compact
                for key in {taken.compact, meaning_of(taken.value), taken.whole, last}:
                    index[key].append(name)
        return index

    def _infer(self, name: str) -> None:
        if name in self._parents or self._is_kept(name):
            return
        own = spelling(name)
        if not own.value:
            return
        tests: tuple[tuple[Reason, str, Callable[[str, str], bool]], ...] = (
            ("spelling", own.whole, is_same_spelling),
            ("spelling", own.compact, is_same_spelling),
            ("synonym", meaning_of(own.value), is_synonym),
            ("spelling", own.compact, is_bare_form),
        )
        for reason, key, is_same in tests:
            near = [
                other
                for other in dict.fromkeys(self._index.get(key, ()))
                if other != name and is_same(name, other)
            ]
            if target := self._choose(name, near):
                self._join(name, target, reason, None)
                return

    def _join_twins(self, name: str) -> None:
        """Two mere mentions of the same words are one label: the one in use more."""
        ruling = self._ruling.get(name)
        if name in self._parents or ruling is None or verdict(ruling):
            return
        whole = spelling(name).whole
        twins = [
            other
            for other in dict.fromkeys(self._index.get(whole, ()))
            if other not in self._parents
            and other in self._ruling
            and spelling(other).whole == whole
        ]

        def rank(twin: str) -> tuple[bool, int, int, str]:
            first = self._ruling[twin]
            use = self._used.get(twin, 0)
            return (first.standing != "preferred", -use, first.line, twin)

        if whole and (best := min(twins, key=rank, default=name)) != name:
            self._join(name, best, "spelling", None)

    def _is_kept(self, name: str) -> bool:
        """A label in force by the documents stands for nothing else."""
        ruling = self._ruling.get(name)
        return ruling is not None and ruling.standing != "deprecated"

    def _choose(self, name: str, near: list[str]) -> str | None:
        """The one label that `name` can stand for; None if there are several."""
        roots = list(dict.fromkeys(self._root(other) for other in near))
        in_force = [root for root in roots if self._is_kept(root)]
        if len(in_force) > 1:
            in_force = self._by_swaps(name, in_force)
        if in_force:
            return in_force[0] if len(in_force) == 1 else None
        scopes = {spelling(r).key[0] for r in roots if spelling(r).key[0]}
        if len(scopes) > 1 and not spelling(name).key[0]:
            return None
        best = max((*roots, name), key=lambda n: (self._used.get(n, 0), -len(n), n))
        return None if best == name else best

    def _by_swaps(self, name: str, candidates: list[str]) -> list[str]:
        counts = {c: sum(swap == (name, c) for swap in self._swaps) for c in candidates}
        most = max(counts.values())
        return [c for c in candidates if most and counts[c] == most] or candidates

    # -- rows ---------------------------------------------------------------------

    def _row(self, name: str) -> LabelName:
        canonical = self._root(name)
        _, reason, statement = self._parents.get(name, (name, "itself", None))
        ruling = self._ruling.get(name) or self._family_of(name)
        if statement is None:
            statement = ruling if reason == "itself" else self._ruling.get(canonical)
        facets = [
            facet
            for label in (ruling, self._ruling.get(canonical))
            if label and (facet := label.facet) != "other"
        ]
        facet = facet_of(canonical, description=self._descriptions.get(name, ""))
        if facet == "other":
            facet = facets[0] if facets else facet_of(name)
        return LabelName(
            name=name,
            canonical_name=canonical,
            is_canonical=canonical == name,
            is_documented=ruling is not None,
            is_deprecated=ruling is not None and ruling.standing == "deprecated",
            facet=facet,
            severity=severity_of(canonical) or severity_of(name),
            reason=reason,
            reason_path=statement.path if statement else None,
            reason_line=statement.line if statement else None,
            reason_quote=statement.quote if statement else None,
        )

    def _family_of(self, name: str) -> DocumentedLabel | None:
        folded = name.casefold()
        for family in self._families:
            head, _, tail = family.name.casefold().partition("*")
            if head and folded.startswith(head) and folded.endswith(tail):
                return family
        return None
