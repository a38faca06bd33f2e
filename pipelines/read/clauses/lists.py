"""The lists of a document: which only name values, and which a sentence opens."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import takewhile

from pipelines.read.clauses.grammar import analyse
from pipelines.read.clauses.leads import (
    is_shown,
    lead_in,
    lists_values,
    orders_in_time,
    rules,
    rules_by_itself,
    shows_examples,
)
from pipelines.read.clauses.modals import find_modal
from pipelines.read.clauses.openings import is_whole
from pipelines.read.clauses.records import Passage, Sentence
from pipelines.read.clauses.sentences import fold
from pipelines.read.clauses.signs import TASKS, is_at_keyboard

_FEW = 3  # items of a list that has a subject
_CODE = re.compile(r"`[^`]+`")
_ENDS_OPEN = re.compile(  # `The board shall` runs on into its list
    r"(?::|\b(?:following|as follows|must|shall|should|may|will),?)\W*$", re.IGNORECASE
)
_OR_ELSE = re.compile(r"(?<=[,;\s])or\W*$", re.IGNORECASE)  # then comes another


class Lists:
    """The lists among the passages of one document."""

    def __init__(self, parts: list[Passage]) -> None:
        self._parts = parts
        self._items: dict[int, list[Passage]] = defaultdict(list)
        for part in parts:
            if part.list_id:
                self._items[part.list_id].append(part)
        self._values = self._value_lists()
        self._steps = {one for one, items in self._items.items() if _are_steps(items)}
        open_items = (part for part in parts if _OR_ELSE.search(part.text))
        self._choices = {part.list_id for part in open_items if part.list_id}

    def _value_lists(self) -> dict[int, list[str]]:
        """Lists whose lead-in is the rule: id to the items' words."""
        found: dict[int, list[str]] = {}
        for list_id, items in self._items.items():
            lead = lead_in(items[0])
            texts = [fold(item.text) for item in items]
            is_form = items[0].marker in TASKS  # each entry is asked for by itself
            if is_form or not lead:
                continue
            if orders_in_time(lead):
                are_values = all(analyse(text).mood == "name" for text in texts)
            else:
                are_values = rules_by_itself(lead) and lists_values(lead, texts)
            if are_values:
                found[list_id] = texts
        return found

    def only_names(self, passage: Passage) -> bool:
        """Is it an item of a list that its lead-in rules about."""
        said = fold(passage.text).partition(": ")[2]
        return passage.list_id in self._values and not (said and rules(said))

    def is_step(self, passage: Passage) -> bool:
        """Is it an item of a list that tells what to do at a keyboard."""
        return passage.list_id in self._steps

    def is_choice(self, passage: Passage) -> bool:
        """Is it an item of a list of which one is enough."""
        return passage.list_id in self._choices

    def values_after(self, position: int) -> list[str]:
        """The values that the list or the table right after a passage names."""
        listed = self._values.get(self._next(position), [])
        return listed or self._names_in_table(position)

    def leads_into_rules(self, position: int, sentence: Sentence) -> bool:
        """The sentence only opens a list, whose items are read with it."""
        listed = self._items.get(self._next(position), [])
        is_open = bool(_ENDS_OPEN.search(sentence.text))
        return bool(listed) and is_open and not shows(listed[0])

    def is_kept(self, position: int, sentence: Sentence) -> bool:
        """It rules by itself: `All of these must be ticked:`, or all that it asks."""
        is_form = self._parts[position + 1].marker in TASKS
        return is_whole(sentence.text) or (is_form and bool(find_modal(sentence.text)))

    def item_before(self, position: int) -> str:
        """The words of the item before, of the same list."""
        before = self._parts[position - 1] if position else None
        here = self._parts[position]
        is_listed = before and here.list_id and before.list_id == here.list_id
        return fold(before.text) if before and is_listed else ""

    def _next(self, position: int) -> int:
        """Id of the list that begins right after a passage, else 0."""
        after = self._parts[position + 1 : position + 2]
        here = self._parts[position]
        if not after or after[0].list_id in (0, here.list_id):
            return 0
        return after[0].list_id if after[0].leads else 0

    def _names_in_table(self, position: int) -> list[str]:
        """The first column of the table that a sentence announces, if it has names."""
        if not self._parts[position].text.rstrip().endswith(":"):
            return []
        rows = takewhile(lambda p: p.kind == "row", self._parts[position + 1 :])
        names = [row.cells[0].strip() for row in rows if row.cells]
        return names if all(_CODE.fullmatch(name) for name in names) else []


def _are_steps(items: list[Passage]) -> bool:
    """Are half of the items work at a keyboard; a third, where they are numbered."""
    at_keyboard = sum(is_at_keyboard(item.text) for item in items)
    share = 3 if items[0].marker[:1].isdigit() else 2
    return len(items) >= _FEW and at_keyboard * share >= len(items)


def shows(passage: Passage) -> bool:
    """An example: it says so, or its lead-in does."""
    return shows_examples(passage) or is_shown(passage.text)
