"""The clauses of one document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipelines.read.clauses.antecedents import FARTHEST
from pipelines.read.clauses.ellipses import completed
from pipelines.read.clauses.evidence import decide
from pipelines.read.clauses.excepted import excepted_later, footnotes
from pipelines.read.clauses.folders import folder_of
from pipelines.read.clauses.force import Forces, is_denied
from pipelines.read.clauses.known_names import known_names
from pipelines.read.clauses.leads import (
    headed,
    lead_in,
)
from pipelines.read.clauses.lexicon import pattern, section
from pipelines.read.clauses.lists import Lists, shows
from pipelines.read.clauses.making import MAX_SENTENCE, Item, clause
from pipelines.read.clauses.passages import passages
from pipelines.read.clauses.permissions import Permission, label_of, lifted, noted
from pipelines.read.clauses.records import Clause, Passage, Sentence
from pipelines.read.clauses.rows import row_clauses
from pipelines.read.clauses.scopes import scope_of, whole_scopes
from pipelines.read.clauses.sentences import sentences
from pipelines.read.clauses.setting import (
    Setting,
    before_entries,
    kind_by_content,
    setting,
    standing,
)
from pipelines.read.clauses.signs import Place
from pipelines.read.clauses.situations import asked, begun_with, named_around
from pipelines.read.clauses.titles import own_words

_SAME_CASE = re.compile(  # from here on, the paragraph speaks of one case
    r"\W*(?P<case>in (?:this|that|such|these|those)(?: an?)?"
    r" (?:cases?|situations?|events?)"
    r"|if so|when this happens|when that happens)\b",
    re.IGNORECASE,
)
_BESIDE_LINKS = re.compile(  # `On call: <link>, and the <link>`
    r"(?:[\w &/-]{1,40}:)?\s*(?:(?:[,;.|()]|and\b|or\b|the\b|our\b|see\b|also\b)\s*)*",
    re.IGNORECASE,
)
_OR_ELSE = "or another item of its list"
_NEAR = 8  # passages back
_AFTER = 3  # sentences after a permission that may tell the label of its changes


def find_clauses(text: str, *, path: str, kind: str) -> list[Clause]:
    """Every sentence of a document that states a rule, in the order of the document.

    Args:
        text: The document.
        path: Its path in the repository; decides the format and how rules are known.
        kind: Its kind, as the extraction names it; may be empty.
    """
    kind = kind_by_content(text, kind)
    if standing(path, kind) == "none" and (head := before_entries(text, path)):
        text, kind = head, ""
    if standing(path, kind) == "none":
        return []
    document = _Document(text, path, kind)
    return list(noted(document.clauses(), document.permissions()))


def statements(text: str, *, path: str) -> Iterator[tuple[Sentence, Place]]:
    """Every sentence that the signs of evidence.yml are looked for in."""
    if standing(path, "") != "none":
        for item in _Document(text, path, "").items():
            yield item.sentence, item.place


class _Document:
    """The passages of one document, and which lists only name values."""

    def __init__(self, text: str, path: str, kind: str) -> None:
        self._parts = parts = passages(text, path=path)
        self._forces = Forces(text, path, parts)
        self._path, self._kind = path, kind
        self._found: dict[int, list[Sentence]] = {}
        self._notes = footnotes(parts)
        self._exceptions: dict[int, list[str]] = {}
        self._scopes = whole_scopes(parts)
        self._lists = Lists(parts)
        self._is_ours = _is_about_work(parts)
        self._own_words = own_words(parts)
        self._title = next((one.headings[0] for one in parts if one.headings), "")
        self._names = known_names(parts, self._where, self._sentences)

    def clauses(self) -> Iterator[tuple[tuple[str, ...], Clause]]:
        """Every rule with its section's titles, in the order of the document."""
        for titles, rule in self._stated():
            is_open = self._forces.of(titles) == "open"
            yield titles, replace(rule, is_undecided=True) if is_open else rule

    def _stated(self) -> Iterator[tuple[tuple[str, ...], Clause]]:
        """The same, whether or not the document calls its section a proposal."""
        for position, passage in self._read():
            self._scopes |= scope_of(passage)
            if passage.kind == "row":
                for rule in row_clauses(
                    passage,
                    self._where(passage),
                    path=self._path,
                    names=self._names,
                    scope=self._scope(passage),
                ):
                    yield passage.headings, rule
                continue
            for item in self._items(position, passage):
                decided = decide(item.sentence.text, item.place)
                after = item.following or self._next(position)
                # `Do not ... We don't do that here.` says the same once more.
                if decided and (decided.is_negative or not is_denied(after)):
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
            if self._forces.of(passage.headings) == "over":
                continue
            is_row = passage.kind == "row"
            is_other = _is_pointer(passage) or shows(passage)
            if not self._lists.only_names(passage) and (is_row or not is_other):
                yield position, passage

    def _where(self, passage: Passage) -> Setting:
        return setting(self._path, self._kind, passage.headings, is_ours=self._is_ours)

    def _items(self, position: int, passage: Passage) -> Iterator[Item]:
        where = self._where(passage)
        found = self._sentences(position)
        earlier = (*self._earlier(position),)[-FARTHEST:]
        scope = self._scope(passage)
        case = _OR_ELSE if self._lists.is_choice(passage) else None
        for number, sentence in enumerate(found):
            named = _SAME_CASE.match(sentence.text) if number else None
            case = named["case"].lower() if named else case
            if len(sentence.text) > MAX_SENTENCE or sentence.text in passage.struck:
                continue
            is_last = number == len(found) - 1
            values = self._lists.values_after(position) if is_last else []
            is_opening = is_last and self._lists.leads_into_rules(position, sentence)
            is_kept = is_opening and self._lists.is_kept(position, sentence)
            if is_opening and not values and not is_kept:
                continue
            before = (
                found[number - 1].text if number else self._lists.item_before(position)
            )
            whole = completed(sentence, before, "".join(passage.headings[-1:]))
            lead = "" if number else lead_in(passage) or headed(passage, sentence.text)
            after = (one.text for one in found[number + 1 : number + 3])
            following, second = (*after, "", "")[:2]
            place = Place(
                *(where, lead, passage.kind, passage.marker, number == 0, *self._names),
                is_step=self._lists.is_step(passage),
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
                *(second, scope + self._near(passage, earlier, own)),
                tuple(self._excepted(position)),
                folder_of(self._path),
            )

    def _said(
        self, position: int, passage: Passage
    ) -> Iterator[tuple[Sentence, str, list[str]]]:
        """Each sentence of a passage, with the words of those before and after it."""
        before = self._lists.item_before(position)
        found = self._sentences(position)
        for number, sentence in enumerate(found):
            after = found[number + 1 : number + 1 + _AFTER]
            yield sentence, before, [one.quote for one in after]
            before = sentence.text

    def _next(self, position: int) -> str:
        """The first sentence of the paragraph that a passage is followed by."""
        here = self._parts[position]
        for part in self._parts[position + 1 : position + _NEAR]:
            is_list = part.list_id and part.list_id == here.list_id
            if part.headings != here.headings or not is_list:
                is_near = part.headings == here.headings and part.kind == "paragraph"
                return sentences(part)[0].text if is_near and sentences(part) else ""
        return ""

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


def _is_about_work(parts: list[Passage]) -> bool:
    """Do so many passages speak of the team's work that the document is about it."""
    if len(parts) < section("documents", "own_passages"):
        return False
    words = pattern("rules", "process_strong")
    speaking = sum(bool(words.search(part.text)) for part in parts)
    return bool(speaking >= section("documents", "own_share") * len(parts))


def _is_pointer(passage: Passage) -> bool:
    """An entry of a table of contents: nothing but links, or a name and links."""
    words, texts = passage.text.strip(), [text for text, _ in passage.links]
    if not any(text.strip() for text in texts):
        return False
    for text in texts:
        words = words.replace(text, " ", 1)
    return bool(_BESIDE_LINKS.fullmatch(words))
