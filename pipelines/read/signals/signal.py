"""What a signal is, and when it counts as said."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

KINDS = (
    "override",
    "offline_discussion",
    "postmortem_formal",
    "retro_informal",
    "retro_missing",
    "rollback",
    "breaking_change",
    "deprecation_window",
    "unclear_authority",
    "action_item_done",
    "action_item_open",
    "severity_assigned",
    "followup_promised",
    "followup_linked",
    "hotfix",
)


@dataclass(frozen=True, slots=True)
class Signal:
    """Something that a sentence says about how the work was done.

    Attributes:
        kind: One of `KINDS`.
        quote: The sentence or list item, verbatim.
        line: 1-based line of the text that the quote begins on.
        rule_id: The rule that found it.
        is_negated: The sentence says that it is not so.
        is_hypothetical: It is supposed, asked, wished, allowed or ruled, not done.
        is_quoted: Somebody else's words, quoted.
        is_template: Words of a form that nobody filled in.
        is_bot: The author is a machine.
        is_general: The words around it are those of rules, plans and examples, rather
            than those of one act (see general.yml).
        is_inferred: No rule found it: the words of the whole text make it likely (see
            likely.py).
        parameters: `deprecation_days` (calendar days, int or None), `severity` (1 =
            worst to 5) with `severity_as_written`, `owner`, `due`.
    """

    kind: str
    quote: str
    line: int
    rule_id: str
    is_negated: bool = False
    is_hypothetical: bool = False
    is_quoted: bool = False
    is_template: bool = False
    is_bot: bool = False
    is_general: bool = False
    is_inferred: bool = False
    parameters: dict[str, Any] = field(default_factory=dict)

    @property
    def holds(self) -> bool:
        """Nothing in the text takes the signal back."""
        return not (
            self.is_negated
            or self.is_hypothetical
            or self.is_quoted
            or self.is_template
            or self.is_bot
            or self.is_general
        )
