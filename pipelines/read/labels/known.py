"""What is known of the labels of a repository, before one is taken for another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pipelines.read.labels.documented import DocumentedLabel, is_family
from pipelines.read.labels.statements import by_name, oldest_first, verdict
from pipelines.read.labels.swaps import Swap


@dataclass(frozen=True)
class Known:
    """The evidence; see `name_labels` for what each is."""

    used: Mapping[str, int]
    documented: Sequence[DocumentedLabel]
    descriptions: Mapping[str, str] = field(default_factory=dict)
    renames: Sequence[tuple[str, str]] = ()
    swaps: Sequence[Swap] = ()

    @cached_property
    def names(self) -> list[str]:
        """All labels used or spoken of, sorted; families left out."""
        spoken = {
            name
            for label in self.documented
            for name in (label.name, label.alias_of)
            if name and not is_family(name)
        }
        return sorted({*self.used, *spoken})

    @cached_property
    def statements(self) -> dict[str, list[DocumentedLabel]]:
        return by_name(self.documented)

    @cached_property
    def rulings(self) -> dict[str, DocumentedLabel]:
        """Per label the newest statement that decides, else the first mention."""
        targets: set[tuple[str, int, str | None]] = {
            (label.path, label.line, label.alias_of)
            for label in self.documented
            if label.alias_of
        }
        return {name: _rule(said, targets) for name, said in self.statements.items()}

    def is_prescribed(self, name: str) -> bool:
        """The documents say to use it."""
        ruling = self.rulings.get(name)
        return ruling is not None and ruling.standing == "preferred"

    def is_in_force(self, name: str) -> bool:
        """The documents name it and do not retire it."""
        ruling = self.rulings.get(name)
        return ruling is not None and ruling.standing != "deprecated"

    def are_told_apart(self, name: str, other: str) -> bool:
        """Maintainers describe both on GitHub, each in its own words."""
        one, two = (self.descriptions.get(label) for label in (name, other))
        return bool(one and two and one.casefold() != two.casefold())


def _rule(
    statements: list[DocumentedLabel], targets: set[tuple[str, int, str | None]]
) -> DocumentedLabel:
    """The newest that decides; what another was renamed to may have gone on itself."""
    deciding = [s for s in oldest_first(statements) if verdict(s)]
    if not deciding:
        return statements[0]
    newest = [s for s in deciding if s.said_at == deciding[-1].said_at]
    prescribed = [s for s in newest if (s.path, s.line, s.name) not in targets]
    further = [s for s in prescribed if s.alias_of]
    return further[-1] if further and prescribed == further else newest[-1]
