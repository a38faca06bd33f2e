"""Labels that stand for others by words: of documents, descriptions, or by events."""

from __future__ import annotations

from collections import defaultdict

from pipelines.read.labels.descriptions import Described, Descriptions
from pipelines.read.labels.documented import DocumentedLabel, is_family
from pipelines.read.labels.facets import facet_of
from pipelines.read.labels.known import Known
from pipelines.read.labels.lineage import Lineage
from pipelines.read.labels.parts import parts_of
from pipelines.read.labels.reading import DATA
from pipelines.read.labels.spelling import spelling
from pipelines.read.labels.statements import oldest_first, verdict

_FEWEST_WORDS = 3  # of a description; a shorter one may fit two labels


def declare(known: Known, lineage: Lineage) -> None:
    """Join what the documents declare to be one, the newest words last."""
    for old, new in dict(known.renames).items():
        lineage.join(old, new, "declared_rename")
    for name, statements in known.statements.items():
        ruling = known.rulings[name]
        weak = [s for s in oldest_first(statements) if s.alias_of]
        if ruling.standing == "preferred":
            lineage.free(name)
            _turn_round(known, lineage, weak, ruling)
        elif weak:
            last = ruling if ruling.alias_of else weak[-1]
            target = _member(known, last.name, last.alias_of or "")
            if target:
                lineage.join(last.name, target, "documented_alias", last)


def _turn_round(
    known: Known, lineage: Lineage, weak: list[DocumentedLabel], ruling: DocumentedLabel
) -> None:
    """A prescribed label is not a variant of one that nothing prescribes."""
    for statement in weak:
        other = known.rulings.get(statement.alias_of or "")
        if statement.standing == "plain" and (other is None or not verdict(other)):
            lineage.join(
                statement.alias_of or "", ruling.name, "documented_alias", statement
            )


def _member(known: Known, name: str, alias_of: str) -> str | None:
    """The label meant by `alias_of`: itself, or the member of a family `area:*`."""
    if not is_family(alias_of):
        return alias_of
    value = spelling(name).compact
    scope = spelling(alias_of.replace("*", "x"))
    matching = [
        other
        for other in known.names
        if (taken := spelling(other)).compact == value
        and (taken.facet or taken.scope) == (scope.facet or scope.scope)
    ]
    return matching[0] if len(matching) == 1 else None


def describe(known: Known) -> dict[str, Described]:
    """What GitHub, or else a label file, shows beside each label."""
    reader = Descriptions(known.names)
    return {name: reader.read(name, text) for name, text in _descriptions(known)}


def _descriptions(known: Known) -> list[tuple[str, str]]:
    written = {
        label.name: label.description
        for statements in known.statements.values()
        for label in statements
        if label.description and label.path.lower().endswith(DATA)
    }
    return sorted((written | dict(known.descriptions)).items())


def follow_descriptions(
    known: Known, lineage: Lineage, described: dict[str, Described]
) -> None:
    """Join what descriptions say is one, where no document prescribes otherwise."""
    for name, said in described.items():
        for old, new in ((name, said.stands_for), (said.formerly, name)):
            if old and new and _is_open(known, lineage, old):
                lineage.join(old, new, "description")


def follow_equal_descriptions(known: Known, lineage: Lineage) -> None:
    """Join what nothing documents to the one label with the very same description.

    Not of two labels with one prefix: a template describes all of its members alike.
    """
    alike: dict[str, list[str]] = defaultdict(list)
    for name, text in _descriptions(known):
        if len(text.split()) >= _FEWEST_WORDS:
            alike[text.casefold()].append(name)
    for pair in alike.values():
        new = [name for name in pair if known.is_in_force(name)]
        old = [name for name in pair if name not in new]
        if len(new) != 1 or len(old) != 1 or lineage.parent(old[0]):
            continue
        if not _prefixes(old[0]) & _prefixes(new[0]):
            lineage.join(old[0], new[0], "description")


def _prefixes(name: str) -> set[str]:
    return {part.prefix for part in parts_of(name)}


def follow_bulk_swaps(known: Known, lineage: Lineage) -> None:
    """Join what was exchanged in bulk; a state that moved on is no other name."""
    for swap in sorted(known.swaps, key=lambda swap: (swap.removed, swap.added)):
        is_state = "status" in (facet_of(swap.removed), facet_of(swap.added))
        if swap.is_in_bulk and not is_state and _is_open(known, lineage, swap.removed):
            lineage.join(swap.removed, swap.added, "bulk_swap")


def _is_open(known: Known, lineage: Lineage, name: str) -> bool:
    return lineage.parent(name) is None and not known.is_prescribed(name)
