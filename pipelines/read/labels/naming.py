"""Which label each name of a repository stands for, and why.

In this order: the documents' own words, what the description beside a label says, a
rename that maintainers made or that the events show, the spelling, the synonyms, the
only counterpart of an older scheme in the documented one. Two labels that the documents
both name are one only by their words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipelines.read.labels.declaring import (
    declare,
    describe,
    follow_bulk_swaps,
    follow_descriptions,
    follow_equal_descriptions,
)
from pipelines.read.labels.descriptions import Described
from pipelines.read.labels.documented import DocumentedLabel, is_family
from pipelines.read.labels.facets import facet_of, severity_of
from pipelines.read.labels.inferring import infer
from pipelines.read.labels.known import Known
from pipelines.read.labels.lineage import Lineage, Reason
from pipelines.read.labels.spelling import is_marked_old
from pipelines.read.labels.statements import verdict
from pipelines.read.labels.swaps import Swap


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
    swaps: Sequence[Swap] = (),
) -> list[LabelName]:
    """One row for every label used or documented, sorted by name.

    Args:
        used: Label to number of items that carry or carried it.
        documented: Everything that the documents of the repository say of labels.
        descriptions: What GitHub shows beside the label.
        renames: (old, new) that maintainers declared elsewhere, oldest first.
        swaps: Labels taken off for others in one go. A retired label that was swapped
            in bulk stands for the other; fewer swaps only decide between several
            labels that the spelling allows.
    """
    known = Known(used, documented, descriptions or {}, renames, swaps)
    lineage = Lineage(known.names)
    described = describe(known)
    declare(known, lineage)
    follow_descriptions(known, lineage, described)
    follow_bulk_swaps(known, lineage)
    follow_equal_descriptions(known, lineage)
    infer(known, lineage)
    rows = _Rows(known, lineage, described)
    return [rows.row(name) for name in known.names]


class _Rows:
    def __init__(
        self, known: Known, lineage: Lineage, described: dict[str, Described]
    ) -> None:
        self._known = known
        self._lineage = lineage
        self._described = described
        self._families = [label for label in known.documented if is_family(label.name)]

    def row(self, name: str) -> LabelName:
        canonical = self._lineage.root(name)
        parent = self._lineage.parent(name)
        ruling = self._known.rulings.get(name) or self._family_of(name)
        of_canonical = self._known.rulings.get(canonical)
        statement = parent.statement if parent else ruling
        if parent and statement is None:
            statement = of_canonical
        return LabelName(
            name=name,
            canonical_name=canonical,
            is_canonical=canonical == name,
            is_documented=ruling is not None,
            is_deprecated=self._is_deprecated(name, ruling),
            facet=self._facet(name, canonical, ruling, of_canonical),
            severity=severity_of(canonical) or severity_of(name),
            reason=parent.reason if parent else "itself",
            reason_path=statement.path if statement else None,
            reason_line=statement.line if statement else None,
            reason_quote=statement.quote if statement else None,
        )

    def _facet(
        self, name: str, canonical: str, *statements: DocumentedLabel | None
    ) -> str:
        """By the name, else by the section of the documents that names it."""
        description = self._known.descriptions.get(name, "")
        facet = facet_of(canonical, description=description)
        if facet != "other":
            return facet
        said = (label.facet for label in statements if label)
        return next((f for f in said if f != "other"), facet_of(name))

    def _is_deprecated(self, name: str, ruling: DocumentedLabel | None) -> bool:
        if ruling is not None and verdict(ruling):
            return ruling.standing == "deprecated"
        said = self._described.get(name)
        return bool(said and said.is_retired) or is_marked_old(name)

    def _family_of(self, name: str) -> DocumentedLabel | None:
        folded = name.casefold()
        for family in self._families:
            head, _, tail = family.name.casefold().partition("*")
            if head and folded.startswith(head) and folded.endswith(tail):
                return family
        return None
