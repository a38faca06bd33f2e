"""A sentence that was found to rule, as a clause with its parameters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from pipelines.read.clauses.antecedents import (
    antecedents,
    elsewhere,
    graded,
    named_by,
    own_rules,
    restricted,
    sections,
    topics,
)
from pipelines.read.clauses.excepted import (
    excepted_after,
    excepted_before,
    longer_after,
    taken_back,
)
from pipelines.read.clauses.leads import joined, value_of
from pipelines.read.clauses.lexicon import pattern
from pipelines.read.clauses.modals import Ruling, uncleft
from pipelines.read.clauses.parameters import bind
from pipelines.read.clauses.permissions import LIFTS, lifted
from pipelines.read.clauses.records import Clause, Passage, Sentence
from pipelines.read.clauses.signs import Place
from pipelines.read.clauses.subjects import plain, subjects_of
from pipelines.read.clauses.topics import topic

_GATES = frozenset({"approval", "review", "merge_method", "checks"})
_NAMED = "branch_name"
_LABELS = re.compile(r"\blabels?\b", re.IGNORECASE)
_LABEL = re.compile(r"`([^`]{2,40})`|([a-z0-9.]+(?:[_:/-]+[a-z0-9.]+)+)")
_OF_LABEL = re.compile(  # `Removed at triage.`, `May be set by a lead.`
    r"(?:(?:may|must|can|should)\s+(?:only\s+|never\s+|not\s+)*be\s+)?(?:only\s+)?"
    r"(?:closed|removed|set|added|applied|reserved|used|taken|given|put)\b",
    re.IGNORECASE,
)
MAX_SENTENCE = 1_200  # characters; what is longer is not a sentence


@dataclass(frozen=True, slots=True)
class Item:
    """A sentence about to be read, with its place and what it continues.

    Attributes:
        following, second: The next sentence of its paragraph, and the one after that.
        scope: For what alone the section holds, as a sentence before says.
        excepted: What later passages take out of its rules.
        before: The sentences before it, in its paragraph and its list.
        folder: The part of the repository that the document speaks of; empty for all.
    """

    passage: Passage
    sentence: Sentence
    place: Place
    following: str = ""
    values: tuple[str, ...] = ()
    case: str | None = None
    before: tuple[str, ...] = ()
    second: str = ""
    scope: tuple[str, ...] = ()
    excepted: tuple[str, ...] = ()
    folder: str = ""


def clause(item: Item, decided: Ruling) -> Clause:
    """The clause of a sentence that rules as `decided` says."""
    sentence, passage, values = item.sentence, item.passage, item.values
    lead = item.place.lead
    said = _below_label(uncleft(sentence.text) or sentence.text, passage.headings)
    sense = joined(lead, said)
    named = ", ".join(value_of(value) for value in values)[:MAX_SENTENCE]
    whole = f"{sense} {named}" if values else sense
    heading = passage.headings[-1] if passage.headings else ""
    parameters = bind(
        whole,
        own=said,
        heading=heading,
        links=passage.links,
        bold=passage.bold,
        is_negative=decided.is_negative and decided.modal != "may",
        about_labels=item.place.where.about_labels,
        is_waiver=decided.is_negative and decided.modal == "may",
        known_labels=item.place.known_labels,
        known_branches=item.place.known_branches,
    )
    context = lead or _context(passage, values)
    if case := [*filter(None, (item.case, item.folder and f"in `{item.folder}`"))]:
        parameters["conditions"] = [*parameters.get("conditions", ()), *case]
    if decided.modal == "may" and (names := lifted(sentence.text)):
        parameters[LIFTS] = list(names)
    if after := _excepted(item, parameters):
        parameters["exceptions"] = [*parameters.get("exceptions", ()), after]
    if item.excepted:
        named_here = parameters.get("exceptions", ())
        parameters["exceptions"] = list(dict.fromkeys([*named_here, *item.excepted]))
    subjects = _subjects(item, context, parameters)
    if any(one.startswith("into `") for one in subjects) and _GATES & {
        *parameters["demands"]
    }:
        # `release/* | 2 approvals` asks nothing of the names of branches.
        parameters["demands"] = [d for d in parameters["demands"] if d != _NAMED]
    is_example = bool(parameters.get("is_example"))  # its period is only an example
    return Clause(
        line=sentence.line,
        quote=sentence.quote,
        context=context,
        heading=heading,
        sense=whole,
        modal=decided.modal,
        topic=topic(whole, heading),
        is_negative=decided.is_negative,
        is_undecided=is_example
        or _is_open(heading)
        or _is_undecided(sense, item.following),
        parameters=parameters,
        subjects=subjects,
    )


def _below_label(text: str, titles: tuple[str, ...]) -> str:
    """A sentence without a subject, with the label that its title is."""
    name = _LABEL.fullmatch(titles[-1].strip()) if len(titles) > 1 else None
    if not name or not _LABELS.search(titles[-2]) or not _OF_LABEL.match(text):
        return text
    return f"`{name[1] or name[2]}`: {text}"


def _excepted(item: Item, parameters: dict[str, Any]) -> str | None:
    """What the two sentences after a rule take out of it."""
    has_period = bool(parameters.get("durations"))
    demands = [*parameters["demands"], *(["period"] if has_period else [])]
    found = excepted_after(item.following, demands) or taken_back(item.second, demands)
    found = found or (longer_after(item.following) if has_period else None)
    nearest = item.before[-1] if item.before else ""
    return found or excepted_before(nearest, item.sentence.text)


def _subjects(item: Item, context: str, parameters: dict[str, Any]) -> list[str]:
    """What the sentence is about, and what it goes on about."""
    cells = item.passage.cells if item.passage.kind == "row" else ()
    # A list-table of reStructuredText has no bars of its own.
    quote = " | ".join(cells) or item.sentence.quote
    own = subjects_of(quote, context, parameters)
    told = antecedents(item.sentence.text, item.before)
    # The last sentence before it is of its own paragraph, unless it is the first there.
    nearest = item.before[-1] if item.sentence.position and item.before else ""
    told += topics(item.sentence.text, nearest)
    told += graded(item.sentence.text, _own(item))
    told += own_rules(item.before)
    told += elsewhere(item.sentence.text, _own(item))
    told += restricted((item.following, item.second))
    told += sections(item.passage.headings[:-1])
    told += [*named_by(item.place.lead), *item.scope]
    return list(dict.fromkeys([*own, *map(plain, told)]))


def _own(item: Item) -> tuple[str, ...]:
    """The sentences before it in its own paragraph or item."""
    place = item.sentence.position
    return item.before[-place:] if place else ()


def _context(passage: Passage, values: tuple[str, ...]) -> str:
    """What a sentence without a lead-in stands with: its list, or its row's header."""
    header = passage.header if passage.kind == "row" else ()
    return " | ".join(header)[:MAX_SENTENCE] or "; ".join(values)[:MAX_SENTENCE]


def _is_open(heading: str) -> bool:
    """The section is one of open questions."""
    return bool(pattern("rules", "undecided_headings").fullmatch(heading.strip(" :*")))


def _is_undecided(sense: str, following: str) -> bool:
    """The sentence, or the next one speaking of it, says that it is not settled."""
    words = pattern("rules", "undecided")
    if words.search(sense):
        return True
    speaks_of_it = pattern("rules", "anaphors").match(following)
    return bool(speaks_of_it) and bool(words.search(following))
