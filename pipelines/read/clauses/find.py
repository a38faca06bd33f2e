"""The clauses of one document."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import takewhile

from pipelines.read.clauses.antecedents import FARTHEST
from pipelines.read.clauses.ellipses import completed
from pipelines.read.clauses.evidence import decide
from pipelines.read.clauses.excepted import excepted_later, footnotes
from pipelines.read.clauses.known_names import known_names
from pipelines.read.clauses.leads import (
    headed,
    is_shown,
    lead_in,
    lists_values,
    rules_by_itself,
    shows_examples,
)
from pipelines.read.clauses.lexicon import pattern, section
from pipelines.read.clauses.making import MAX_SENTENCE, Item, clause
from pipelines.read.clauses.modals import Ruling, find_modal
from pipelines.read.clauses.normative import ruling
from pipelines.read.clauses.parameters import bind
from pipelines.read.clauses.passages import passages
from pipelines.read.clauses.permissions import Permission, label_of, lifted, noted
from pipelines.read.clauses.records import Clause, Passage, Sentence
from pipelines.read.clauses.scopes import scope_of, whole_scopes
from pipelines.read.clauses.sentences import fold, sentences
from pipelines.read.clauses.setting import (
    Setting,
    kind_by_content,
    setting,
    standing,
)
from pipelines.read.clauses.signs import TASKS, Place
from pipelines.read.clauses.situations import asked, begun_with, named_around
from pipelines.read.clauses.tabled import (
    has_no_titles,
    is_property,
    is_rule_table,
    row_words,
    speaking_cells,
)
from pipelines.read.clauses.titles import own_words

_CODE = re.compile(r"`[^`]+`")
_SAME_CASE = re.compile(  # from here on, the paragraph speaks of one case
    r"\W*(?P<case>in (?:this|that|such|these|those)(?: an?)?"
    r" (?:cases?|situations?|events?)"
    r"|if so|when this happens|when that happens)\b",
    re.IGNORECASE,
)
_NEAR = 8  # passages back
_ENDS_OPEN = re.compile(r"(?::|\b(?:following|as follows),?)\W*$", re.IGNORECASE)


def find_clauses(text: str, *, path: str, kind: str) -> list[Clause]:
    """Every sentence of a document that states a rule, in the order of the document.

    Args:
        text: The document.
        path: Its path in the repository; decides the format and how rules are known.
        kind: Its kind, as the extraction names it; may be empty.
    """
    kind = kind_by_content(text, kind)
    if standing(path, kind) == "none":
        return []
    document = _Document(passages(text, path=path), path, kind)
    return list(noted(document.clauses(), document.permissions()))


def statements(text: str, *, path: str) -> Iterator[tuple[Sentence, Place]]:
    """Every sentence that the signs of evidence.yml are looked for in."""
    if standing(path, "") != "none":
        for item in _Document(passages(text, path=path), path, "").items():
            yield item.sentence, item.place


class _Document:
    """The passages of one document, and which lists only name values."""

    def __init__(self, parts: list[Passage], path: str, kind: str) -> None:
        self._parts = parts
        self._path, self._kind = path, kind
        self._found: dict[int, list[Sentence]] = {}
        self._notes = footnotes(parts)
        self._exceptions: dict[int, list[str]] = {}
        self._scopes = whole_scopes(parts)
        self._lists: dict[int, list[Passage]] = defaultdict(list)
        for part in parts:
            if part.list_id:
                self._lists[part.list_id].append(part)
        self._values = self._value_lists()
        self._is_ours = _is_about_work(parts)
        self._own_words = own_words(parts)
        self._title = next((one.headings[0] for one in parts if one.headings), "")
        self._names = known_names((part, self._where(part)) for part in parts)

    def _value_lists(self) -> dict[int, list[str]]:
        """Lists whose lead-in is the rule: id to the items' words."""
        found: dict[int, list[str]] = {}
        for list_id, items in self._lists.items():
            lead = lead_in(items[0])
            texts = [fold(item.text) for item in items]
            is_form = items[0].marker in TASKS  # each entry is asked for by itself
            if is_form or not (lead and rules_by_itself(lead)):
                continue
            if lists_values(lead, texts):
                found[list_id] = texts
        return found

    def clauses(self) -> Iterator[tuple[tuple[str, ...], Clause]]:
        """Every rule with its section's titles, in the order of the document."""
        for position, passage in self._read():
            self._scopes |= scope_of(passage)
            if passage.kind == "row":
                for rule in self._row(passage, self._where(passage)):
                    yield passage.headings, rule
                continue
            for item in self._items(position, passage):
                if decided := decide(item.sentence.text, item.place):
                    yield passage.headings, clause(item, decided)

    def permissions(self) -> list[Permission]:
        """Sentences that let a change do without something, rules or not."""
        return [
            Permission(
                *(demands, said.line, said.quote, passage.headings),
                label_of(said.quote, following),
            )
            for position, passage in self._read()
            if passage.kind != "row"
            for said, before, following in self._said(position, passage)
            if len(said.text) <= MAX_SENTENCE and said.text not in passage.struck
            if (demands := lifted(completed(said, before).text))
        ]

    def items(self) -> Iterator[Item]:
        """Every sentence that may be a rule, rows of tables apart."""
        for position, passage in self._read():
            if passage.kind != "row":
                yield from self._items(position, passage)

    def _read(self) -> Iterator[tuple[int, Passage]]:
        """The passages that speak for themselves, and their positions."""
        for position, passage in enumerate(self._parts):
            is_row = passage.kind == "row"
            is_other = _is_pointer(passage) or _shows(passage)
            if passage.list_id not in self._values and (is_row or not is_other):
                yield position, passage

    def _where(self, passage: Passage) -> Setting:
        return setting(self._path, self._kind, passage.headings, is_ours=self._is_ours)

    def _items(self, position: int, passage: Passage) -> Iterator[Item]:
        where = self._where(passage)
        found = self._sentences(position)
        earlier = (*self._earlier(position),)[-FARTHEST:]
        case = None
        for number, sentence in enumerate(found):
            named = _SAME_CASE.match(sentence.text) if number else None
            case = named["case"].lower() if named else case
            if len(sentence.text) > MAX_SENTENCE or sentence.text in passage.struck:
                continue
            is_last = number == len(found) - 1
            values = self._values_after(position) if is_last else []
            is_opening = is_last and self._leads_into_rules(position, sentence)
            if is_opening and not values and not self._is_kept(position, sentence):
                continue
            before = found[number - 1].text if number else self._item_before(position)
            whole = completed(sentence, before, "".join(passage.headings[-1:]))
            lead = "" if number else lead_in(passage) or headed(passage, sentence.text)
            after = (one.text for one in found[number + 1 : number + 3])
            following, second = (*after, "", "")[:2]
            place = Place(
                *(where, lead, passage.kind, passage.marker, number == 0, *self._names)
            )
            own = [one.text for one in found[max(number - FARTHEST, 0) : number]]
            yield Item(
                *(
                    passage,
                    whole,
                    place,
                    following,
                    tuple(values),
                    case,
                    (*earlier, *own),
                ),
                *(second, self._scope(passage) + self._near(passage, earlier, own)),
                tuple(self._excepted(position)),
            )

    def _said(
        self, position: int, passage: Passage
    ) -> Iterator[tuple[Sentence, str, str]]:
        """Each sentence of a passage, with the words of those before and after it."""
        before = self._item_before(position)
        found = self._sentences(position)
        for number, sentence in enumerate(found):
            after = found[number + 1].quote if number + 1 < len(found) else ""
            yield sentence, before, after
            before = sentence.text

    def _item_before(self, position: int) -> str:
        """The words of the item before, of the same list."""
        before = self._parts[position - 1] if position else None
        here = self._parts[position]
        is_listed = before and here.list_id and before.list_id == here.list_id
        return fold(before.text) if before and is_listed else ""

    def _earlier(self, position: int) -> Iterator[str]:
        """The sentences that a passage may go on about, of its section."""
        here = self._parts[position]
        if lead_in(here):  # which says what the list is about
            return
        for near in range(max(position - _NEAR, 0), position):
            part = self._parts[near]
            is_near = part.list_id == here.list_id and part.headings == here.headings
            if is_near and part.kind != "row":
                yield from (one.text for one in self._sentences(near))

    def _scope(self, passage: Passage) -> tuple[str, ...]:
        """For what alone the sections hold that a passage stands in."""
        titles = passage.headings
        outer = [titles[:depth] for depth in range(len(titles) + 1)]
        said = (self._scopes[one] for one in outer if one in self._scopes)
        return (*said, *named_around(passage, self._title, self._own_words))

    def _near(
        self, passage: Passage, earlier: tuple[str, ...], own: list[str]
    ) -> tuple[str, ...]:
        """What the words before a sentence say that it is for."""
        # The items of a list answer none of each other's questions.
        before = own if passage.list_id else (*earlier, *own)
        run_in = begun_with(passage, own[0], self._own_words) if own else []
        return (*run_in, *asked(before, self._own_words))

    def _excepted(self, position: int) -> list[str]:
        """What later passages except from the rules of this one, found once."""
        if position not in self._exceptions:
            self._exceptions[position] = excepted_later(
                self._parts, position, self._notes
            )
        return self._exceptions[position]

    def _sentences(self, position: int) -> list[Sentence]:
        """The sentences of a passage, found once."""
        if position not in self._found:
            self._found[position] = sentences(self._parts[position])
        return self._found[position]

    def _next_list(self, position: int) -> int:
        """Id of the list that begins right after a passage, else 0."""
        after = self._parts[position + 1 : position + 2]
        here = self._parts[position]
        if not after or after[0].list_id in (0, here.list_id):
            return 0
        return after[0].list_id if after[0].leads else 0

    def _values_after(self, position: int) -> list[str]:
        listed = self._values.get(self._next_list(position), [])
        return listed or self._names_in_table(position)

    def _names_in_table(self, position: int) -> list[str]:
        """The first column of the table that a sentence announces, if it has names."""
        if not self._parts[position].text.rstrip().endswith(":"):
            return []
        rows = takewhile(lambda p: p.kind == "row", self._parts[position + 1 :])
        names = [row.cells[0].strip() for row in rows if row.cells]
        return names if all(_CODE.fullmatch(name) for name in names) else []

    def _leads_into_rules(self, position: int, sentence: Sentence) -> bool:
        """The sentence only opens a list, whose items are read with it."""
        listed = self._lists.get(self._next_list(position), [])
        is_open = bool(_ENDS_OPEN.search(sentence.text))
        return bool(listed) and is_open and not _shows(listed[0])

    def _is_kept(self, position: int, sentence: Sentence) -> bool:
        """It asks for all entries of a form: `All of these must be ticked:`."""
        is_form = self._parts[position + 1].marker in TASKS
        return is_form and bool(find_modal(sentence.text))

    def _row(self, passage: Passage, where: Setting) -> Iterator[Clause]:
        """A row rules by a cell's own sentence, or by what its header asks for."""
        if where.is_record or where.is_example:
            return
        whole = sentences(passage, text=passage.text)
        if not whole or is_property(passage):
            return
        quote = fold(passage.source).strip("| ")
        row = Sentence(row_words(passage, self._path), quote, passage.line, 0)
        known_labels, known_branches = self._names
        place = Place(
            where,
            kind="row",
            known_labels=known_labels,
            known_branches=known_branches,
        )
        item = Item(passage, row, place, scope=self._scope(passage))
        if is_rule_table(passage) and where.standing == "rules" and not where.is_usage:
            yield clause(item, Ruling("should", False, "table"))
            return
        if has_no_titles(passage) and where.standing == "rules" and _binds(row.text):
            yield clause(item, Ruling("should", False, "table"))
            return
        for cell in speaking_cells(passage):
            decided = ruling(fold(cell), lead="", where=where)
            if decided and decided.tier == "modal":
                yield clause(item, decided)
                return


def _binds(sense: str) -> bool:
    """Does it ask for something that can be told."""
    bound = bind(sense)
    keys = bound.keys() - {"demands", "actors"}
    return bool(keys or set(bound["demands"]) - {"other"})


def _is_about_work(parts: list[Passage]) -> bool:
    """Do so many passages speak of the team's work that the document is about it."""
    if len(parts) < section("documents", "own_passages"):
        return False
    words = pattern("rules", "process_strong")
    speaking = sum(bool(words.search(part.text)) for part in parts)
    return bool(speaking >= section("documents", "own_share") * len(parts))


def _shows(passage: Passage) -> bool:
    """An example: it says so, or its lead-in does."""
    return shows_examples(passage) or is_shown(passage.text)


def _is_pointer(passage: Passage) -> bool:
    """An entry of a table of contents: nothing but links."""
    words = passage.text.strip()
    return bool(words) and words == "".join(text for text, _ in passage.links).strip()
